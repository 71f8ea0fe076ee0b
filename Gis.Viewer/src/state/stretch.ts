/** How many samples have each value of a channel, 0 to 255; red, green, blue. */
export type Histogram = readonly [Uint32Array, Uint32Array, Uint32Array];

/** What becomes black and what white, in each channel. */
export interface Levels {
  readonly low: readonly [number, number, number];
  readonly high: readonly [number, number, number];
}

/** None; each picture by its own values; both by the values of both, so that they stay comparable. */
export type Stretch = 'none' | 'own' | 'alike';
export const stretches: readonly Stretch[] = ['none', 'own', 'alike'];

const lowShare = 0.02;
const highShare = 0.98;
/** A place of one colour stays so. */
const leastWidth = 16;

/** @param pixels Red, green, blue, alpha of each; what is not covered by the picture is left out. */
export function histogramOf(pixels: Uint8ClampedArray): Histogram {
  const all: Histogram = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)];
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if (pixels[at + 3]! < 255) continue;
    for (const channel of [0, 1, 2] as const) all[channel][pixels[at + channel]!]! += 1;
  }
  return all;
}

export const together = (one: Histogram, other: Histogram): Histogram =>
  one.map((counts, channel) => counts.map((count, value) => count + other[channel]![value]!)) as unknown as Histogram;

/** The values below which 2 % and 98 % of the samples lie; null where there are none. */
export function levelsOf(histogram: Histogram): Levels | null {
  const bounds = histogram.map((counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return total === 0 ? null : widened(valueAt(counts, total * lowShare), valueAt(counts, total * highShare));
  });
  const [red, green, blue] = bounds;
  if (!red || !green || !blue) return null;
  return { low: [red[0], green[0], blue[0]], high: [red[1], green[1], blue[1]] };
}

function valueAt(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (let value = 0; value < 256; value += 1) {
    seen += counts[value]!;
    if (seen > wanted) return value;
  }
  return 255;
}

function widened(low: number, high: number): [number, number] {
  const missing = Math.max(0, leastWidth - (high - low)) / 2;
  return [Math.max(0, low - missing), Math.min(255, high + missing)];
}

/** How much brighter differences are drawn, so that the widest 2 % of them in view are white; small noise stays dark. */
export function gainOf(before: Uint8ClampedArray, after: Uint8ClampedArray): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let at = 0; at + 3 < Math.min(before.length, after.length); at += 4) {
    if (before[at + 3]! < 255 || after[at + 3]! < 255) continue;
    total += 1;
    counts[Math.max(...[0, 1, 2].map((channel) => Math.abs(before[at + channel]! - after[at + channel]!)))]! += 1;
  }
  return total === 0 ? 1 : Math.max(1, Math.min(4, 255 / Math.max(1, valueAt(counts, total * highShare))));
}

/** Levels of the two pictures as the person wants them stretched; null: as they are. */
export function stretchedLevels(
  stretch: Stretch,
  before: Histogram | null,
  after: Histogram | null,
): { readonly before: Levels | null; readonly after: Levels | null } {
  if (stretch === 'none') return { before: null, after: null };
  if (stretch === 'alike' && before && after) {
    const levels = levelsOf(together(before, after));
    return { before: levels, after: levels };
  }
  return { before: before && levelsOf(before), after: after && levelsOf(after) };
}
