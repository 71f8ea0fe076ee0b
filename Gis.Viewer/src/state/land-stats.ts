import { ref, shallowRef } from 'vue';
import type { Position } from '../geo/position';
import type { PatchFigures } from '../api/types';

/** What stands in the rail of the land workplace. */
export type LandRail = 'patches' | 'statistics' | 'contradictions';
export const landRails: readonly LandRail[] = ['patches', 'statistics', 'contradictions'];
export const landRail = ref<LandRail>('patches');
/** A card is open beside the statistics or the contradictions. */
export const landAside = ref(false);

export type StatsBy = 'county' | 'city' | 'kind' | 'month';
export const statsWays: readonly StatsBy[] = ['county', 'city', 'kind', 'month'];

export type SpanKind = 'month' | 'quarter' | 'year';
export const spanKinds: readonly SpanKind[] = ['month', 'quarter', 'year'];
const monthsOf: Readonly<Record<SpanKind, number>> = { month: 1, quarter: 3, year: 12 };

/** Days in China, first and last. */
export interface Span {
  readonly kind: SpanKind;
  readonly from: string;
  readonly to: string;
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The month, quarter or year in which a day lies; back counts how many of them earlier. */
export function spanOf(kind: SpanKind, day: string, back = 0): Span {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const many = monthsOf[kind];
  const first = Math.floor((year * 12 + month - 1) / many) * many - back * many;
  const at = (months: number): number => Date.UTC(Math.floor(months / 12), months % 12, 1);
  return { kind, from: dayOf(at(first)), to: dayOf(at(first + many) - 86_400_000) };
}

/** 2026, 2026-Q3 or 2026-09. */
export function spanText({ kind, from }: Span): string {
  const [year = '', month = ''] = from.split('-');
  if (kind === 'year') return year;
  return kind === 'month' ? `${year}-${month}` : `${year}-Q${Math.floor((Number(month) - 1) / 3) + 1}`;
}

type Ranked = Pick<PatchFigures, 'key' | 'accountability' | 'patches'>;

/** Months as they came; all else by the share, the highest first, then by how high it can become; what has none is last. */
export function ranked<T extends Ranked>(rows: readonly T[], by: StatsBy): readonly T[] {
  if (by === 'month') return [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
  const of = (row: T): readonly number[] => [
    row.accountability.share ?? -1,
    row.accountability.shareHigh ?? -1,
    row.patches,
  ];
  return [...rows].sort((a, b) => {
    const [left, right] = [of(a), of(b)];
    const at = left.findIndex((value, i) => value !== right[i]);
    return at < 0 ? (a.key < b.key ? -1 : 1) : right[at]! - left[at]!;
  });
}

/** How an area stands to the threshold: by its final verdicts, and whether the open ones can still change that. */
export type ShareStep = 'none' | 'low' | 'near' | 'over' | 'far';
export const shareSteps: readonly ShareStep[] = ['low', 'near', 'over', 'far', 'none'];
export function stepOf(share: number | null, threshold: number): ShareStep {
  if (share === null) return 'none';
  if (share >= 2 * threshold) return 'far';
  if (share >= threshold) return 'over';
  return share >= threshold / 2 ? 'near' : 'low';
}

/** A share in per cent; never 0 for what is something, and none as a dash. */
export function shareText(share: number | null): string {
  if (share === null) return '–';
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return '<0.1 %';
  return `${percent.toFixed(percent >= 99.95 || percent === 0 ? 0 : 1)} %`;
}

/** The bar of a share on a scale that shows three times the threshold, or all of it where more is to be seen. Parts of 100. */
export function barOf(
  { share, shareLow, shareHigh }: Pick<PatchFigures['accountability'], 'share' | 'shareLow' | 'shareHigh'>,
  threshold: number,
  most: number,
): { readonly share: number; readonly low: number; readonly high: number; readonly threshold: number } {
  const scale = Math.max(3 * threshold, Math.min(1, most)) || 1;
  const part = (value: number | null): number => Math.min(100, ((value ?? 0) / scale) * 100);
  return { share: part(share), low: part(shareLow), high: part(shareHigh), threshold: part(threshold) };
}

/** What the map shows of the shares: each county's step and text, and the one that is looked at. */
export interface ShownShares {
  readonly counties: readonly {
    readonly code: string;
    readonly step: ShareStep;
    readonly isOpen: boolean;
    readonly text: string;
    readonly at: Position | null;
  }[];
  readonly selected: readonly string[];
}
export const shownShares = shallowRef<ShownShares | null>(null);
