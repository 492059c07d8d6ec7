/*
 * The same rules in C, without branches on data: a pass over the people of a block, a pass over its households, a pass
 * over the people again. Reads its columns from a file (see counterparts.ts), computes them several times, and prints
 * the best time in milliseconds and the checksum.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BLOCK = 4096 };

static int32_t v[32];
enum {
  STANDARD_URBAN, STANDARD_RURAL, ASSET_MONTHS, VEHICLE_LIMIT, HOME_LIMIT, MINIMUM_WAGE, WAGE_FLOOR, ADULT_BORN,
  REFUSAL_LIMIT, CEILING_URBAN, CEILING_RURAL, AID_URBAN, AID_RURAL, AID_PER_HOUSEHOLD, AGED_BORN, OLD_BORN, CHILD_BORN,
  GRADE_MIND, GRADE_LIMB, GRADE_SIGHT, LIVING_URBAN, LIVING_INSTITUTION, LIVING_HOME, CARE_WHOLLY, CARE_PARTLY,
  WHOLLY_ACTS
};

static int32_t households, people, *offsets;
static uint8_t *household8[10], *person8[20];
static int32_t *assets, *person32[5];
enum { REGISTER, VEHICLES, HOMES, SMALL, PREMISES, ABROAD, SINGLE, PLANNING, CHILDLESS, AGREED };
enum {
  RELATION, STUDYING, ABLE, EMPLOYED, CLERGY, PRISON, INDEPENDENT, REFUSALS, KIND, GRADE, ILL, SUPPORTERS, UNABLE,
  INSTITUTION, EATS, DRESSES, TOILET, MOVES, WASHES, LEAVES_BED
};
enum { BIRTH, WAGE, BUSINESS, PROPERTY, TRANSFER };

static int32_t *poor, *benefit, *low, *aid, *any, *living, *care;

static void block(int32_t h0, int32_t h1) {
  static int32_t counted[BLOCK], entitled[BLOCK], income[BLOCK], disabled[BLOCK], sick[BLOCK], young[BLOCK];
  static int32_t own[BLOCK], cannot[BLOCK], lost[BLOCK], standard_of[BLOCK], owns_of[BLOCK], rural_of[BLOCK];
  const int32_t p0 = offsets[h0], n = offsets[h1] - p0;
  const uint8_t *restrict relation = person8[RELATION] + p0, *restrict studying = person8[STUDYING] + p0;
  const uint8_t *restrict able = person8[ABLE] + p0, *restrict employed = person8[EMPLOYED] + p0;
  const uint8_t *restrict clergy = person8[CLERGY] + p0, *restrict prison = person8[PRISON] + p0;
  const uint8_t *restrict independent = person8[INDEPENDENT] + p0, *restrict refusals = person8[REFUSALS] + p0;
  const uint8_t *restrict kind = person8[KIND] + p0, *restrict grade = person8[GRADE] + p0;
  const uint8_t *restrict ill = person8[ILL] + p0, *restrict supporters = person8[SUPPORTERS] + p0;
  const uint8_t *restrict unable = person8[UNABLE] + p0, *restrict institution = person8[INSTITUTION] + p0;
  const uint8_t *restrict eats = person8[EATS] + p0, *restrict dresses = person8[DRESSES] + p0;
  const uint8_t *restrict toilet = person8[TOILET] + p0, *restrict moves = person8[MOVES] + p0;
  const uint8_t *restrict washes = person8[WASHES] + p0, *restrict leaves_bed = person8[LEAVES_BED] + p0;
  const int32_t *restrict birth = person32[BIRTH] + p0, *restrict wage = person32[WAGE] + p0;
  const int32_t *restrict business = person32[BUSINESS] + p0, *restrict property = person32[PROPERTY] + p0;
  const int32_t *restrict transfer = person32[TRANSFER] + p0;

  // No column is written to.
#pragma GCC ivdep
  for (int32_t i = 0; i < n; i++) {
    const int32_t kin = relation[i];
    const int32_t bound = (kin == 0) | (kin == 1) | (kin == 3) | (kin == 5);
    const int32_t child = (kin == 2) | (kin == 4) | (kin == 6);
    const int32_t dependent = (birth[i] > v[ADULT_BORN]) | (independent[i] == 0) | (studying[i] == 1);
    const int32_t counts = (bound | (child & dependent)) & (clergy[i] == 0) & (prison[i] == 0);
    const int32_t stopped = (refusals[i] >= v[REFUSAL_LIMIT]) & (able[i] == 1) & (employed[i] == 0);
    const int32_t floor = (wage[i] < v[MINIMUM_WAGE]) & (employed[i] == 1);
    const int32_t other = business[i] + property[i] + transfer[i];
    counted[i] = counts;
    entitled[i] = counts & (stopped ^ 1);
    income[i] = ((floor ? v[WAGE_FLOOR] : wage[i]) + other) & -counts;
    disabled[i] = counts & (kind[i] != 0);
    sick[i] = counts & (ill[i] == 1);
    young[i] = counts & (birth[i] > v[AGED_BORN]);
    own[i] = wage[i] + other;
    const int32_t mind = ((kind[i] == 5) | (kind[i] == 6)) & (grade[i] <= v[GRADE_MIND]);
    const int32_t limb = (kind[i] == 4) & (grade[i] <= v[GRADE_LIMB]);
    const int32_t sight = (kind[i] == 1) & (grade[i] <= v[GRADE_SIGHT]);
    cannot[i] = ((birth[i] <= v[OLD_BORN]) | (birth[i] > v[CHILD_BORN]) | ((grade[i] >= 1) & (mind | limb | sight))) &
                (supporters[i] <= unable[i]);
    lost[i] = 6 - eats[i] - dresses[i] - toilet[i] - moves[i] - washes[i] - leaves_bed[i];
  }
  for (int32_t h = h0; h < h1; h++) {
    const int32_t from = offsets[h] - p0, to = offsets[h + 1] - p0;
    int32_t c = 0, e = 0, y = 0, d = 0, s = 0, o = 0;
    for (int32_t i = from; i < to; i++) {
      c += counted[i];
      e += entitled[i];
      y += income[i];
      d += disabled[i];
      s += sick[i];
      o += young[i];
    }
    const int32_t rural = household8[REGISTER][h] == 1;
    const int32_t standard = rural ? v[STANDARD_RURAL] : v[STANDARD_URBAN];
    const int32_t each = v[STANDARD_URBAN] * v[ASSET_MONTHS];
    const int32_t may = (household8[VEHICLES][h] <= v[VEHICLE_LIMIT]) &
                        ((household8[HOMES][h] <= v[HOME_LIMIT]) | household8[SMALL][h]) &
                        (household8[PREMISES][h] == 0) & (household8[ABROAD][h] == 0);
    const int32_t within = may & (assets[h] <= each * c);
    const int32_t divisor = c > 0 ? c : 1;
    const int32_t fits = within & (c > 0) & (y < standard * c);
    const double gap = __builtin_floor((standard * c - y + c * 0.5) / divisor);
    poor[h] = fits;
    benefit[h] = ((int32_t)gap * e) & -fits;
    const int32_t hard = (d > 0) | (s > 0) | household8[SINGLE][h] | household8[PLANNING][h] | household8[AGREED][h] |
                         (household8[CHILDLESS][h] & (o == 0));
    const int32_t ceiling = rural ? v[CEILING_RURAL] : v[CEILING_URBAN];
    const int32_t near = within & (y >= standard * divisor) & (y <= ceiling * divisor) & hard;
    const int32_t cash = rural ? v[AID_RURAL] : v[AID_URBAN];
    low[h] = near;
    aid[h] = (v[AID_PER_HOUSEHOLD] ? cash : cash * c) & -near;
    const int32_t owns = may & (assets[h] <= each * (to - from));
    for (int32_t i = from; i < to; i++) {
      standard_of[i] = standard;
      owns_of[i] = owns;
      rural_of[i] = rural;
    }
  }
  int32_t *restrict living_of = living + p0, *restrict care_of = care + p0;
#pragma GCC ivdep
  for (int32_t i = 0; i < n; i++) {
    const int32_t is = cannot[i] & owns_of[i] & (own[i] < standard_of[i]);
    const int32_t country = institution[i] ? v[LIVING_INSTITUTION] : v[LIVING_HOME];
    const int32_t attended = lost[i] >= v[WHOLLY_ACTS] ? v[CARE_WHOLLY] : lost[i] >= 1 ? v[CARE_PARTLY] : 0;
    living_of[i] = (rural_of[i] ? country : v[LIVING_URBAN]) & -is;
    care_of[i] = attended & -is;
    counted[i] = is;
  }
  for (int32_t h = h0; h < h1; h++) {
    int32_t found = 0;
    for (int32_t i = offsets[h] - p0; i < offsets[h + 1] - p0; i++) found |= counted[i];
    any[h] = found;
  }
}

static void run(void) {
  for (int32_t from = 0; from < households;) {
    int32_t to = from + 1;
    while (to < households && offsets[to + 1] - offsets[from] <= BLOCK) to++;
    block(from, to);
    from = to;
  }
}

static void *read_cells(FILE *file, size_t rows, size_t width) {
  void *cells = malloc(rows * width + 64);
  if (!cells || fread(cells, width, rows, file) != rows) exit(2);
  return cells;
}

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
  return at.tv_sec * 1e3 + at.tv_nsec / 1e6;
}
static int rising(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}
static uint32_t add(uint32_t hash, const int32_t *cells, int32_t rows) {
  for (int32_t i = 0; i < rows; i++) hash = (hash ^ (uint32_t)cells[i]) * 0x01000193u;
  return hash;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  FILE *file = fopen(argv[1], "rb");
  const int rounds = atoi(argv[2]);
  int32_t head[3];
  if (!file || fread(head, 4, 3, file) != 3 || head[2] > 32) return 2;
  households = head[0];
  people = head[1];
  if (fread(v, 4, head[2], file) != (size_t)head[2]) return 2;
  offsets = read_cells(file, households + 1, 4);
  for (int i = 0; i < 10; i++) household8[i] = read_cells(file, households, 1);
  assets = read_cells(file, households, 4);
  for (int i = 0; i < 20; i++) person8[i] = read_cells(file, people, 1);
  for (int i = 0; i < 5; i++) person32[i] = read_cells(file, people, 4);
  int32_t **of_household[] = {&poor, &benefit, &low, &aid, &any};
  for (int i = 0; i < 5; i++) *of_household[i] = calloc(households + 16, 4);
  living = calloc(people + 16, 4);
  care = calloc(people + 16, 4);
  double *times = calloc(rounds, sizeof(double));
  for (int round = -3; round < rounds; round++) {
    const double start = now();
    run();
    if (round >= 0) times[round] = now() - start;
  }
  qsort(times, rounds, sizeof(double), rising);
  uint32_t hash = 0x811c9dc5u;
  for (int i = 0; i < 5; i++) hash = add(hash, *of_household[i], households);
  hash = add(add(hash, living, people), care, people);
  printf("{\"milliseconds\":%.4f,\"checksum\":\"%08x\"}\n", times[0], hash);
  return 0;
}
