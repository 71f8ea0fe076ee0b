import { planeAround } from '../geo/bearing';
import type { Position } from '../geo/position';

/** A sketch of a place: where things lie on it in pixels, and how long a metre is. */
export interface Sketch {
  readonly at: (place: Position) => readonly [number, number];
  readonly pxPerM: number;
  readonly width: number;
  readonly height: number;
}

/** Whoever is farther away than this stands beyond the edge of the sketch, and the patch stays large. */
const farM = 2_000;

/** North is up. It shows the rings, and the person where he is not too far from them. */
export function sketchOf(
  rings: readonly (readonly Position[])[],
  centre: Position,
  person: Position | null,
  width: number,
  height: number,
): Sketch {
  const plane = planeAround(centre);
  const way = person ? Math.hypot(...plane(person)) : 0;
  const shown = [...rings.flat(), ...(person && way < farM ? [person] : [])].map(plane);
  const [xs, ys] = [shown.map(([x]) => x), shown.map(([, y]) => y)];
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const marginPx = 44;
  const pxPerM = Math.min(
    (width - 2 * marginPx) / Math.max(right - left, 20),
    (height - 2 * marginPx) / Math.max(top - bottom, 20),
  );
  const [middleX, middleY] = [(left + right) / 2, (bottom + top) / 2];
  return {
    at: (place) => {
      const [x, y] = plane(place);
      return [(x - middleX) * pxPerM + width / 2, height / 2 - (y - middleY) * pxPerM];
    },
    pxPerM,
    width,
    height,
  };
}

/** Drawn to the edge where it lies beyond it. */
export function heldIn(
  { width, height }: Sketch,
  [x, y]: readonly [number, number],
  edge = 14,
): readonly [number, number] {
  const [dx, dy] = [x - width / 2, y - height / 2];
  const share = Math.min(1, (width / 2 - edge) / Math.abs(dx || 1e-9), (height / 2 - edge) / Math.abs(dy || 1e-9));
  return [width / 2 + dx * share, height / 2 + dy * share];
}

/** A round length that fills some quarter of the sketch: 1, 2 or 5 times a power of ten. */
export function barMetres(pxPerM: number, mostPx: number): number {
  const most = mostPx / pxPerM;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((one) => one * power <= most) ?? 1) * power;
}

/** The wedge in which a lens looked, as corners: `spread` to both sides of the azimuth. */
export function wedge(
  [x, y]: readonly [number, number],
  azimuthDeg: number,
  lengthPx: number,
  spread = 25,
): readonly (readonly [number, number])[] {
  const end = (deg: number): readonly [number, number] => {
    const turned = (deg * Math.PI) / 180;
    return [x + Math.sin(turned) * lengthPx, y - Math.cos(turned) * lengthPx];
  };
  return [[x, y], end(azimuthDeg - spread), end(azimuthDeg + spread)];
}

/** The same on the ground, so that a map can draw it: a ring of lon, lat. */
export function wedgeOnGround([lon, lat]: Position, azimuthDeg: number, lengthM: number): readonly Position[] {
  const perLat = 1 / 111_195;
  const perLon = perLat / Math.cos((lat * Math.PI) / 180);
  const corners = wedge([0, 0], azimuthDeg, lengthM).map(([x, y]): Position => [lon + x * perLon, lat - y * perLat]);
  return [...corners, corners[0]!];
}
