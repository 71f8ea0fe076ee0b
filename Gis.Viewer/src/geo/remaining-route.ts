import { between, haversineMetres, type Position } from './position';

function nearestShare(a: Position, b: Position, p: Position): number {
  // Degrees of longitude are shorter than those of latitude: measure in a local plane.
  const squeeze = Math.cos((p[1] * Math.PI) / 180);
  const dx = (b[0] - a[0]) * squeeze;
  const dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  if (length2 === 0) return 0;
  return Math.max(0, Math.min(1, ((p[0] - a[0]) * squeeze * dx + (p[1] - a[1]) * dy) / length2));
}

/** What of a route lies still ahead of a unit: from the point of the route nearest to it, to the end. */
export function remainingRoute(route: readonly Position[], at: Position): { driven: Position[]; ahead: Position[] } {
  let best = { index: 0, point: route[0] ?? at, metres: Infinity };
  for (let i = 0; i + 1 < route.length; i++) {
    const a = route[i]!;
    const b = route[i + 1]!;
    const point = between(a, b, nearestShare(a, b, at));
    const metres = haversineMetres(point, at);
    if (metres < best.metres) best = { index: i, point, metres };
  }
  return {
    driven: [...route.slice(0, best.index + 1), best.point],
    ahead: [best.point, ...route.slice(best.index + 1)],
  };
}

export function lengthMetres(route: readonly Position[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < route.length; i++) sum += haversineMetres(route[i]!, route[i + 1]!);
  return sum;
}
