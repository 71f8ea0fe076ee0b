import type { SeriesPoint } from '../api/types';

export interface PlotBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Plot {
  /** Unbroken runs of good values; never joined over a gap or a flag. */
  readonly runs: readonly string[];
  /** Between the least and the greatest value of each step, where points are rolled up. */
  readonly bands: readonly string[];
  readonly lone: readonly { readonly x: number; readonly y: number }[];
  readonly hatches: readonly { readonly x: number; readonly width: number; readonly flag: string }[];
  readonly over: readonly { readonly x: number; readonly y: number }[];
  readonly last: { readonly x: number; readonly y: number; readonly value: number; readonly hasFallen: boolean } | null;
  readonly ticksY: readonly { readonly y: number; readonly value: number }[];
  readonly x: (timeMs: number) => number;
  readonly y: (value: number) => number;
}

/** The least and greatest value of a rolled up point. */
export const spreadOf = (point: SeriesPoint): { readonly min: number; readonly max: number } | null =>
  point.length === 8 && point[4] !== null && point[5] !== null ? { min: point[4], max: point[5] } : null;

const isGood = (point: SeriesPoint): boolean => point[1] !== null && (point[3] === 0 || point[3] === 5);

/** Steps of 1, 2, 2.5 or 5 times a power of ten that give at most four lines. */
export function niceSteps(top: number, most = 4): number[] {
  if (!(top > 0)) return [0, 1];
  const raw = top / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= raw * 0.9999) ?? raw;
  const count = Math.ceil(top / step - 0.0001);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(10)));
}

export function plotSeries(
  points: readonly SeriesPoint[],
  from: number,
  to: number,
  upper: number | null,
  stepMs: number,
  box: PlotBox,
): Plot {
  const highest = Math.max(0, upper ?? 0, ...points.filter(isGood).map((point) => spreadOf(point)?.max ?? point[1]!));
  const steps = niceSteps(highest * 1.08 || 1);
  const top = steps.at(-1)!;
  const x = (timeMs: number): number => box.left + ((timeMs - from) / (to - from)) * (box.width - box.left - box.right);
  const y = (value: number): number =>
    box.height - box.bottom - (Math.max(0, value) / top) * (box.height - box.top - box.bottom);
  const good = points.filter(isGood);
  const { runs, bands, lone } = lines(points, stepMs, x, y);
  const lastGood = good.at(-1);
  return {
    runs,
    bands,
    lone,
    hatches: hatches(points, stepMs, x),
    over: upper === null ? [] : good.filter((p) => p[1]! > upper).map((p) => ({ x: x(p[0]), y: y(p[1]!) })),
    last: lastGood
      ? {
          x: x(lastGood[0]),
          y: y(lastGood[1]!),
          value: lastGood[1]!,
          hasFallen: (good.at(-2)?.[1] ?? 0) > lastGood[1]!,
        }
      : null,
    ticksY: steps.map((value) => ({ value, y: y(value) })),
    x,
    y,
  };
}

function lines(points: readonly SeriesPoint[], stepMs: number, x: (t: number) => number, y: (v: number) => number) {
  const runs: string[] = [];
  const bands: string[] = [];
  const lone: { x: number; y: number }[] = [];
  let run: SeriesPoint[] = [];
  const close = (): void => {
    if (run.length === 1) lone.push({ x: x(run[0]![0]), y: y(run[0]![1]!) });
    if (run.length > 1) {
      runs.push(path(run.map((p) => [x(p[0]), y(p[1]!)])));
      const spread = run.map((p) => ({ at: x(p[0]), range: spreadOf(p) }));
      const top = spread.flatMap(({ at, range }) => (range ? [[at, y(range.max)] as const] : []));
      const bottom = spread.flatMap(({ at, range }) => (range ? [[at, y(range.min)] as const] : []));
      if (top.length > 1) bands.push(`${path([...top, ...bottom.reverse()])}Z`);
    }
    run = [];
  };
  for (const point of points) {
    const before = run.at(-1);
    if (!isGood(point) || (before && point[0] - before[0] > stepMs * 2.5)) close();
    if (isGood(point)) run.push(point);
  }
  close();
  return { runs, bands, lone };
}

const path = (corners: readonly (readonly [number, number])[]): string =>
  corners.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

function hatches(points: readonly SeriesPoint[], stepMs: number, x: (t: number) => number) {
  const found: { from: number; to: number; flag: string }[] = [];
  for (const point of points) {
    if (isGood(point)) continue;
    const flag = point[2] && point[2] !== 'N' ? point[2] : '?';
    const before = found.at(-1);
    if (before && before.flag === flag && point[0] - before.to <= stepMs) before.to = point[0] + stepMs / 2;
    else found.push({ from: point[0] - stepMs / 2, to: point[0] + stepMs / 2, flag });
  }
  return found.map((gap) => ({ x: x(gap.from), width: Math.max(2, x(gap.to) - x(gap.from)), flag: gap.flag }));
}
