/** Turns district outlines into drawing coordinates. Pure; distances are in drawing units. */

export type Point = [number, number]
type Ring = Point[]

/** GeoJSON as the server hands out outlines: a feature per division, `id` its code. */
export type DistrictOutline = {
  features: {
    id: string
    properties: { name: string }
    geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] }
  }[]
}

export type Box = { x: number; y: number; width: number; height: number }

export type DistrictShape = {
  code: string
  name: string
  /** For `<path d>`. */
  path: string
  /** Point farthest from the border, where the label stands. */
  label: Point
  /** How far that point is from the border: room for the label. */
  room: number
}

/** At Tianjin's latitude a degree of longitude is .78 of a degree of latitude. */
const aspect = 0.78

function polygonsOf(feature: DistrictOutline['features'][number]): Ring[][] {
  return feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates
}

function segmentDistance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length))
  return Math.hypot(px - ax - along * dx, py - ay - along * dy)
}

/** Distance to the border of a polygon; negative outside. */
function depth(point: Point, polygon: Ring[]): number {
  const [px, py] = point
  let nearest = Infinity
  let inside = false
  for (const ring of polygon) {
    for (let index = 0, last = ring.length - 1; index < ring.length; last = index++) {
      const [a, b] = [ring[index] as Point, ring[last] as Point]
      nearest = Math.min(nearest, segmentDistance(point, a, b))
      if (a[1] > py !== b[1] > py && px < ((b[0] - a[0]) * (py - a[1])) / (b[1] - a[1]) + a[0])
        inside = !inside
    }
  }
  return inside ? nearest : -nearest
}

function boundsOf(points: Point[]): Box {
  const xs = points.map((point) => point[0])
  const ys = points.map((point) => point[1])
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** Point of a polygon farthest from its border, by a grid that is refined twice around its best point. */
export function innermostPoint(polygon: Ring[]): { point: Point; room: number } {
  let box = boundsOf(polygon[0] ?? [])
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2]
  // Among equally deep points the one nearest the middle: labels of plain shapes stand in the middle.
  const score = (point: Point, room: number) =>
    room - Math.hypot(point[0] - middle[0], point[1] - middle[1]) / 1000
  let best: { point: Point; room: number } = { point: [box.x, box.y], room: -Infinity }
  for (let round = 0; round < 3; round++) {
    for (let column = 0; column <= 16; column++)
      for (let row = 0; row <= 16; row++) {
        const point: Point = [box.x + (box.width * column) / 16, box.y + (box.height * row) / 16]
        const room = depth(point, polygon)
        if (score(point, room) > score(best.point, best.room)) best = { point, room }
      }
    box = {
      x: best.point[0] - box.width / 16,
      y: best.point[1] - box.height / 16,
      width: box.width / 8,
      height: box.height / 8,
    }
  }
  return best
}

/** Shapes of the districts fitted into a box, keeping proportions; `codes` picks some, as for an inset. */
export function districtShapes(
  outline: DistrictOutline,
  box: Box,
  codes?: readonly string[],
): DistrictShape[] {
  const features = outline.features.filter((feature) => codes === undefined || codes.includes(feature.id))
  const flat = (point: Point): Point => [point[0] * aspect, -point[1]]
  const bounds = boundsOf(features.flatMap((feature) => polygonsOf(feature).flat(2).map(flat)))
  const scale = Math.min(box.width / bounds.width, box.height / bounds.height)
  const left = box.x + (box.width - bounds.width * scale) / 2
  const top = box.y + (box.height - bounds.height * scale) / 2
  const place = (point: Point): Point => {
    const [x, y] = flat(point)
    return [
      Math.round((left + (x - bounds.x) * scale) * 10) / 10,
      Math.round((top + (y - bounds.y) * scale) * 10) / 10,
    ]
  }
  return features.map((feature) => {
    const polygons = polygonsOf(feature).map((polygon) => polygon.map((ring) => ring.map(place)))
    const candidates = polygons.map(innermostPoint).toSorted((a, b) => b.room - a.room)
    const best = candidates[0] ?? { point: [0, 0] as Point, room: 0 }
    const path = polygons
      .flat()
      .map((ring) => `M${ring.map((point) => point.join(' ')).join('L')}Z`)
      .join('')
    return { code: feature.id, name: feature.properties.name, path, label: best.point, room: best.room }
  })
}
