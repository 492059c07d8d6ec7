"""The same rules as an OpenFisca tax and benefit system, in the way its packages are written: a variable a step, numpy
columns, no loop over people. Reads the columns from the bench's file, computes them several times with a fresh
simulation each (formulas are cached within one), and prints the best time of the computation and the checksum."""
import json
import sys
import time

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

person = build_entity(key="person", plural="persons", label="", is_person=True)
household = build_entity(
    key="household",
    plural="households",
    label="",
    roles=[{"key": "member", "plural": "members", "label": ""}],
)

path, rounds, described = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
with open(path, "rb") as file:
    households, people, count = numpy.fromfile(file, "i4", 3)
    v = dict(zip(described["values"], (int(x) for x in numpy.fromfile(file, "i4", count))))
    offsets = numpy.fromfile(file, "i4", households + 1)
    columns = {}
    for name in described["household_bytes"]:
        columns[name] = (household, numpy.fromfile(file, "u1", households).astype("i4"))
    for name in described["household_integers"]:
        columns[name] = (household, numpy.fromfile(file, "i4", households))
    for name in described["person_bytes"]:
        columns[name] = (person, numpy.fromfile(file, "u1", people).astype("i4"))
    for name in described["person_integers"]:
        columns[name] = (person, numpy.fromfile(file, "i4", people))

system = TaxBenefitSystem([person, household])
PERIOD = "2017-09"


def add(name, entity, formula=None, value_type=int):
    parts = {"value_type": value_type, "entity": entity, "definition_period": DateUnit.MONTH, "label": name}
    if formula is not None:
        parts["formula"] = formula
    system.add_variable(type(name, (Variable,), parts))


for name, (entity, _) in columns.items():
    add(name, entity)


def is_counted(persons, period):
    kin = persons("relation", period)
    bound = (kin == 0) | (kin == 1) | (kin == 3) | (kin == 5)
    child = (kin == 2) | (kin == 4) | (kin == 6)
    dependent = (
        (persons("birth_date", period) > v["adult_born"])
        | (persons("lives_independently", period) == 0)
        | (persons("is_studying", period) == 1)
    )
    absent = (persons("absent_as_clergy", period) == 1) | (persons("in_prison", period) == 1)
    return (bound | (child & dependent)) & ~absent


def other_income(persons, period):
    return (
        persons("business_income", period) + persons("property_income", period) + persons("transfer_income", period)
    )


def countable_income(persons, period):
    wage = persons("wage_income", period)
    floored = (wage < v["minimum_wage"]) & (persons("employed", period) == 1)
    counted = numpy.where(floored, v["wage_floor"], wage) + persons("other_income", period)
    return numpy.where(persons("is_counted", period), counted, 0)


def is_entitled(persons, period):
    stopped = (
        (persons("work_refusals", period) >= v["work_refusal_limit"])
        & (persons("able_to_work", period) == 1)
        & (persons("employed", period) == 0)
    )
    return persons("is_counted", period) & ~stopped


add("is_counted", person, is_counted, bool)
add("other_income", person, other_income)
add("countable_income", person, countable_income)
add("is_entitled", person, is_entitled, bool)
add("counted", household, lambda h, p: h.sum(h.members("is_counted", p)))
add("entitled", household, lambda h, p: h.sum(h.members("is_entitled", p)))
add("household_income", household, lambda h, p: h.sum(h.members("countable_income", p)))
add(
    "standard",
    household,
    lambda h, p: numpy.where(h("register_kind", p) == 1, v["standard_rural"], v["standard_urban"]),
)


def may_own(h, p):
    return (
        (h("vehicle_count", p) <= v["vehicle_limit"])
        & ((h("home_count", p) <= v["home_limit"]) | (h("homes_below_average_area", p) == 1))
        & (h("other_premises", p) == 0)
        & (h("paid_study_abroad", p) == 0)
    )


EACH = v["standard_urban"] * v["asset_limit_months"]
add("may_own", household, may_own, bool)
add(
    "is_within_property",
    household,
    lambda h, p: h("may_own", p) & (h("financial_assets", p) <= EACH * h("counted", p)),
    bool,
)


def poor(h, p):
    counted = h("counted", p)
    return h("is_within_property", p) & (counted > 0) & (h("household_income", p) < h("standard", p) * counted)


def subsistence(h, p):
    counted = numpy.maximum(h("counted", p), 1)
    gap = numpy.floor((h("standard", p) * counted - h("household_income", p) + counted / 2) / counted)
    return numpy.where(h("poor", p), gap * h("entitled", p), 0).astype("i4")


def hardship(h, p):
    disabled = h.any(h.members("is_counted", p) & (h.members("disability_kind", p) != 0))
    ill = h.any(h.members("is_counted", p) & (h.members("seriously_ill", p) == 1))
    young = h.any(h.members("is_counted", p) & (h.members("birth_date", p) > v["aged_born"]))
    return (
        disabled
        | ill
        | (h("single_parent_schooling", p) == 1)
        | (h("family_planning_support", p) == 1)
        | (h("hardship_agreed", p) == 1)
        | ((h("childless", p) == 1) & ~young)
    )


def low(h, p):
    counted = numpy.maximum(h("counted", p), 1)
    income = h("household_income", p)
    ceiling = numpy.where(h("register_kind", p) == 1, v["ceiling_rural"], v["ceiling_urban"])
    return (
        h("is_within_property", p)
        & (income >= h("standard", p) * counted)
        & (income <= ceiling * counted)
        & h("hardship", p)
    )


def low_income_aid(h, p):
    cash = numpy.where(h("register_kind", p) == 1, v["aid_rural"], v["aid_urban"])
    due = cash if v["aid_per_household"] else cash * h("counted", p)
    return numpy.where(h("low", p), due, 0)


add("poor", household, poor, bool)
add("subsistence", household, subsistence)
add("hardship", household, hardship, bool)
add("low", household, low, bool)
add("low_income_aid", household, low_income_aid)


def cannot_work(persons, period):
    birth, kind = persons("birth_date", period), persons("disability_kind", period)
    grade = persons("disability_grade", period)
    gravely = (grade >= 1) & (
        (((kind == 5) | (kind == 6)) & (grade <= v["grade_mind"]))
        | ((kind == 4) & (grade <= v["grade_limb"]))
        | ((kind == 1) & (grade <= v["grade_sight"]))
    )
    return (birth <= v["old_born"]) | (birth > v["child_born"]) | gravely


def is_destitute(persons, period):
    income = persons("wage_income", period) + persons("other_income", period)
    return (
        persons("cannot_work", period)
        & (income < persons.household("standard", period))
        & (persons("supporter_count", period) <= persons("supporters_unable", period))
        & persons.household("owns_little", period)
    )


def living(persons, period):
    rural = persons.household("register_kind", period) == 1
    country = numpy.where(
        persons("in_institution", period) == 1, v["living_rural_institution"], v["living_rural_home"]
    )
    return numpy.where(persons("is_destitute", period), numpy.where(rural, country, v["living_urban"]), 0)


def care(persons, period):
    acts = ("can_eat", "can_dress", "can_use_toilet", "can_move", "can_wash", "can_leave_bed")
    lost = 6 - sum(persons(act, period) for act in acts)
    amount = numpy.where(
        lost >= v["wholly_unable_acts"], v["care_wholly"], numpy.where(lost >= 1, v["care_partly"], 0)
    )
    return numpy.where(persons("is_destitute", period), amount, 0)


add("cannot_work", person, cannot_work, bool)
add(
    "owns_little",
    household,
    lambda h, p: h("may_own", p) & (h("financial_assets", p) <= EACH * h.nb_persons()),
    bool,
)
add("is_destitute", person, is_destitute, bool)
add("any_destitute", household, lambda h, p: h.any(h.members("is_destitute", p)), bool)
add("living", person, living)
add("care", person, care)

OUTPUTS = ("poor", "subsistence", "low", "low_income_aid", "any_destitute", "living", "care")


def simulate():
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", numpy.arange(people))
    instance = builder.declare_entity("household", numpy.arange(households))
    of_person = numpy.repeat(numpy.arange(households), numpy.diff(offsets))
    builder.join_with_persons(instance, of_person, numpy.full(people, "member"))
    simulation = builder.build(system)
    for name, (_, cells) in columns.items():
        simulation.set_input(name, PERIOD, cells)
    start = time.process_time()
    results = [simulation.calculate(name, PERIOD) for name in OUTPUTS]
    return (time.process_time() - start) * 1000, results


def checksum(results):
    value = 0x811C9DC5
    for cells in results:
        for cell in cells.astype("i8").tolist():
            value = ((value ^ (cell & 0xFFFFFFFF)) * 0x01000193) & 0xFFFFFFFF
    return format(value, "08x")


simulate()
runs = [simulate() for _ in range(rounds)]
print(json.dumps({"milliseconds": min(taken for taken, _ in runs), "checksum": checksum(runs[-1][1])}))
