import type { ImageScene } from '../api/types';

/** What a choice of pictures goes by. */
export type SceneFacts = Pick<ImageScene, 'id' | 'at' | 'cloudPercent' | 'resolutionM' | 'covers'>;

export interface Pair<S> {
  readonly before: S | null;
  readonly after: S | null;
}

/** Up to here a picture counts as clear, in per cent. */
export const littleCloudPercent = 20;
const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;

/** The day on which a picture was taken, in China's time: what is told as a day alone is that day. */
export const dayOf = (iso: string): number => Math.floor((Date.parse(iso) + zoneMs) / dayMs);

/** First what shows the whole place and is clear, then what does not say how clear it is, last what is cloudy. */
function rank({ cloudPercent, covers }: SceneFacts): number {
  const clear = cloudPercent === null ? 1 : cloudPercent <= littleCloudPercent ? 0 : 2;
  return clear * 2 + (covers ? 0 : 1);
}

function best<S extends SceneFacts>(scenes: readonly S[], distance: (scene: S) => number): S | null {
  const isCloudy = (scene: S): boolean => rank(scene) >= 4;
  const sorted = [...scenes].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (isCloudy(a) ? (a.cloudPercent ?? 0) - (b.cloudPercent ?? 0) : 0) ||
      distance(a) - distance(b) ||
      (a.resolutionM ?? Infinity) - (b.resolutionM ?? Infinity) ||
      a.id - b.id,
  );
  return sorted[0] ?? null;
}

/**
 * The pictures to compare. Before: the latest at or before the earlier date; after: the earliest at or after the later date; each with little cloud
 * where there is one. Where none lies on its side of the date, the nearest on the other side that keeps the order of the two stands in.
 * @param beforeOn Date of the earlier image that the change was found in; null: not told.
 * @param afterOn Date of the later one.
 */
export function choosePair<S extends SceneFacts>(
  scenes: readonly S[],
  beforeOn: string | null,
  afterOn: string | null,
): Pair<S> {
  const day = (scene: S): number => dayOf(scene.at);
  const newest = Math.max(...scenes.map(day));
  const later = afterOn === null ? newest : dayOf(afterOn);
  const earlier = beforeOn === null ? later - 1 : dayOf(beforeOn);
  const before =
    best(
      scenes.filter((scene) => day(scene) <= earlier),
      (scene) => earlier - day(scene),
    ) ??
    best(
      scenes.filter((scene) => day(scene) < later),
      (scene) => day(scene) - earlier,
    );
  const younger = scenes.filter((scene) => scene !== before && (before === null || day(scene) > day(before)));
  const after =
    best(
      younger.filter((scene) => day(scene) >= later),
      (scene) => day(scene) - later,
    ) ??
    best(
      younger.filter((scene) => before !== null || day(scene) > earlier),
      (scene) => later - day(scene),
    );
  return { before, after };
}

export type Side = keyof Pair<unknown>;

/** That a picture is not of the side of the date that it stands for, so that nobody takes it for a proof. */
export function standsIn(side: Side, scene: SceneFacts, beforeOn: string | null, afterOn: string | null): boolean {
  if (side === 'before') return beforeOn !== null && dayOf(scene.at) > dayOf(beforeOn);
  return afterOn !== null && dayOf(scene.at) < dayOf(afterOn);
}
