import type { Deliveries, DeliveryDay, DeliveryGap } from '../api/types';

const dayMs = 86_400_000;
const beijingMs = 8 * 3_600_000;

/** A gap, or its part of one day, as a share of that day. */
export interface StripSegment {
  readonly gap: DeliveryGap;
  readonly start: number;
  readonly width: number;
}

/** All gaps of one period in one day; 0 = moments. */
export interface StripLane {
  readonly periodS: number;
  readonly segments: readonly StripSegment[];
}

/** A part of a day, as shares of it. */
export interface StripPart {
  readonly start: number;
  readonly width: number;
}

export interface StripDay {
  readonly day: DeliveryDay;
  readonly startMs: number;
  /** When nothing was expected: before the thing was registered, or after it was removed. */
  readonly idle: readonly StripPart[];
  readonly lanes: readonly StripLane[];
}

/** Days go by the clock of Beijing, wherever the screen stands. */
export const dayStartMs = (day: string): number => Date.parse(`${day}T00:00:00Z`) - beijingMs;

export const dayOf = (ms: number): string => new Date(ms + beijingMs).toISOString().slice(0, 10);

export const daysBefore = (day: string, days: number): string => dayOf(dayStartMs(day) - days * dayMs);

/** Days newest first, each with its gaps laid on a line of 24 hours; one lane for each period that misses anything. */
export function stripOf(card: Deliveries): StripDay[] {
  const periods = [...new Set(card.gaps.map((gap) => gap.periodS))].sort((a, b) => a - b);
  return [...card.days].reverse().map((day) => {
    const startMs = dayStartMs(day.day);
    return {
      day,
      startMs,
      idle: idleOf(card.expected, startMs),
      lanes: periods.map((periodS) => ({
        periodS,
        segments: card.gaps.filter((gap) => gap.periodS === periodS).flatMap((gap) => segmentOf(gap, startMs)),
      })),
    };
  });
}

/** What the spans leave open of a day; they come in order and do not touch. */
function idleOf(expected: Deliveries['expected'], startMs: number): StripPart[] {
  const share = (ms: number): number => Math.min(1, Math.max(0, (ms - startMs) / dayMs));
  const edges = [0, ...expected.flatMap((span) => [share(Date.parse(span.from)), share(Date.parse(span.to))]), 1];
  return edges.flatMap((start, i) => {
    const end = edges[i + 1];
    return i % 2 === 0 && end !== undefined && end > start ? [{ start, width: end - start }] : [];
  });
}

/** How many hours of the day nothing was expected in; 24 for the whole day. */
export const idleHours = (day: StripDay): number => day.idle.reduce((sum, part) => sum + part.width, 0) * 24;

function segmentOf(gap: DeliveryGap, startMs: number): StripSegment[] {
  const from = Math.max(Date.parse(gap.from), startMs);
  const to = Math.min(Date.parse(gap.to), startMs + dayMs);
  return to > from ? [{ gap, start: (from - startMs) / dayMs, width: (to - from) / dayMs }] : [];
}

export type GapStanding = 'open' | 'asked' | 'answered' | 'failed';

/** What became of the last request for a gap that is still there. */
export function standingOf(gap: DeliveryGap): GapStanding {
  switch (gap.request?.state) {
    case undefined:
      return 'open';
    case 'queued':
    case 'sent':
    case 'answered':
      return 'asked';
    case 'done':
      return 'answered';
    default:
      return 'failed';
  }
}

/** Which word and colour a rate deserves; the figures are unverified defaults, shown as they are whatever the word. */
export type RateGrade = 'good' | 'fair' | 'poor';

export const gradeOf = (rate: number): RateGrade => (rate >= 0.95 ? 'good' : rate >= 0.75 ? 'fair' : 'poor');

/** Never rounds up to a whole: 99.98 % is not 100 %. */
export function percent(rate: number | null): string {
  if (rate === null) return '–';
  if (rate >= 1) return '100%';
  const tenths = Math.floor(rate * 1000) / 10;
  return `${tenths.toFixed(1)}%`;
}
