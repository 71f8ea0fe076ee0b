import type { Position } from '../geo/position';

/** What lies over the pictures: the patch itself, or what the one map says of the place. */
export interface MapShape {
  readonly id: string;
  readonly theme: string;
  readonly rings: readonly (readonly Position[])[];
}

interface Geometry {
  readonly type: string;
  readonly coordinates?: unknown;
}

/** The rings of a polygon or of many; of anything else none. */
export function ringsOf(geometry: unknown): readonly (readonly Position[])[] {
  const { type, coordinates } = (geometry ?? {}) as Geometry;
  if (type === 'Polygon') return coordinates as Position[][];
  return type === 'MultiPolygon' ? (coordinates as Position[][][]).flat() : [];
}

/** The rings as a path of the screen, to a tenth of a pixel; what lies far outside is drawn there all the same, so that edges keep their way. */
export function pathOf(
  rings: readonly (readonly Position[])[],
  to: (at: Position) => readonly [number, number],
): string {
  return rings
    .map(
      (ring) =>
        `M${ring
          .map((at) =>
            to(at)
              .map((value) => value.toFixed(1))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('');
}
