import { haversineMetres, type Position } from './position';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The direction in which b lies from a: degrees from north, clockwise. */
export function bearingDeg(a: Position, b: Position): number {
  const [lat1, lat2, lon] = [radians(a[1]), radians(b[1]), radians(b[0] - a[0])];
  const y = Math.sin(lon) * Math.cos(lat2);
  const x = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(lon);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

/** Between two directions, the short way round: 0 to 180. */
export const apartDeg = (one: number, other: number): number => 180 - Math.abs(Math.abs(one - other) - 180);

/** Metres east and north of a place; good for the few kilometres around it. */
export function planeAround(origin: Position): (at: Position) => readonly [number, number] {
  const perLat = haversineMetres(origin, [origin[0], origin[1] + 0.01]) * 100;
  const perLon = haversineMetres(origin, [origin[0] + 0.01, origin[1]]) * 100;
  return ([lon, lat]) => [(lon - origin[0]) * perLon, (lat - origin[1]) * perLat];
}

/** From a place to a shape of rings (holes are rings too), in metres; 0 inside. */
export function metresToShape(at: Position, rings: readonly (readonly Position[])[]): number {
  const plane = planeAround(at);
  let isInside = false;
  let nearest = Infinity;
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index += 1) {
      const [x1, y1] = plane(ring[index - 1]!);
      const [x2, y2] = plane(ring[index]!);
      if (y1 > 0 !== y2 > 0 && x1 + ((0 - y1) / (y2 - y1)) * (x2 - x1) > 0) isInside = !isInside;
      const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
      const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length));
      nearest = Math.min(nearest, Math.hypot(x1 + share * (x2 - x1), y1 + share * (y2 - y1)));
    }
  }
  return isInside ? 0 : nearest;
}
