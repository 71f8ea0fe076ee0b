import type { Position } from './position';

/** West, south, east, north in degrees. */
export type BoundingBox = readonly [number, number, number, number];

export const holds = (box: BoundingBox, [lon, lat]: Position): boolean =>
  lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3];

export function boxOf(positions: readonly Position[]): BoundingBox | null {
  const first = positions[0];
  if (!first) return null;
  let [west, south] = first;
  let [east, north] = first;
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

export const grown = (box: BoundingBox, degrees: number): BoundingBox => [
  box[0] - degrees,
  box[1] - degrees,
  box[2] + degrees,
  box[3] + degrees,
];
