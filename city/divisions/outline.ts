/**
 * District outlines: the shape of the GeoJSON that we ship, and the decoder of the compressed form in which
 * ECharts 4 published its maps (zig-zag differences in units of 1/1024 degree, one character each).
 */
type Point = [longitude: number, latitude: number]
type Ring = Point[]
type Geometry = { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] }

export type OutlineFeature = {
  type: 'Feature'
  /** Six-digit division code. */
  id: string
  properties: { name: string; label: Point }
  geometry: Geometry
}

export type Outline = {
  type: 'FeatureCollection'
  source: string
  features: OutlineFeature[]
}

type EncodedGeometry =
  | { type: 'Polygon'; coordinates: string[]; encodeOffsets: Point[] }
  | { type: 'MultiPolygon'; coordinates: string[][]; encodeOffsets: Point[][] }

/** What `map/json/province/*.json` of ECharts 4 holds. */
export type EncodedOutline = {
  features: { id: string; properties: { name: string; cp: Point }; geometry: EncodedGeometry }[]
}

const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000
const unzigzag = (value: number) => (value >> 1) ^ -(value & 1)

function decodeRing(text: string, offset: Point): Ring {
  let [x, y] = offset
  const ring: Ring = []
  for (let index = 0; index < text.length; index += 2) {
    x += unzigzag(text.charCodeAt(index) - 64)
    y += unzigzag(text.charCodeAt(index + 1) - 64)
    ring.push([round(x / 1024), round(y / 1024)])
  }
  return ring
}

function decodePolygon(texts: string[], offsets: Point[]): Ring[] {
  return texts.map((text, index) => decodeRing(text, offsets[index] ?? [0, 0]))
}

function decodeGeometry(geometry: EncodedGeometry): Geometry {
  if (geometry.type === 'Polygon')
    return { type: 'Polygon', coordinates: decodePolygon(geometry.coordinates, geometry.encodeOffsets) }
  const { coordinates, encodeOffsets } = geometry
  return {
    type: 'MultiPolygon',
    coordinates: coordinates.map((polygon, index) => decodePolygon(polygon, encodeOffsets[index] ?? [])),
  }
}

/** Plain GeoJSON, coordinates in degrees to four decimals, one feature a district. */
export function decodeOutline(encoded: EncodedOutline): Outline {
  return {
    type: 'FeatureCollection',
    source: 'npm echarts 4.9.0 map/json/province/tianjin.json, Apache-2.0',
    features: encoded.features.map(({ id, properties, geometry }) => ({
      type: 'Feature',
      id,
      properties: { name: properties.name, label: properties.cp },
      geometry: decodeGeometry(geometry),
    })),
  }
}
