import type { Consumption, ConsumptionItem } from '../api/types';

export type UseStep = 'hour' | 'day';

export interface UseBar {
  readonly item: ConsumptionItem;
  readonly startMs: number;
  /** Forward less what ran back. */
  readonly m3: number;
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

export interface UsePlot {
  readonly bars: readonly UseBar[];
  /** Where periods are over and too little is known of them. */
  readonly unknown: readonly { readonly x: number; readonly width: number }[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const beijingMs = 8 * hourMs;

export const stepMs = (step: UseStep): number => (step === 'hour' ? hourMs : dayMs);

/** The hour up to which use is known: an hour is closed ten minutes after its end and rolled up soon after. */
export const lastClosing = (nowMs: number): number => Math.floor((nowMs - 11 * 60_000) / hourMs) * hourMs;

/** The last 48 hours or 31 Beijing days, the one that is open at a closing included. */
export function useSpan(step: UseStep, closedMs: number): { readonly fromMs: number; readonly toMs: number } {
  const shift = step === 'hour' ? 0 : beijingMs;
  const toMs = (Math.floor((closedMs + shift) / stepMs(step)) + 1) * stepMs(step) - shift;
  return { fromMs: toMs - (step === 'hour' ? 48 : 31) * stepMs(step), toMs };
}

/** A moment by whose date a period is named: a Beijing day by its noon, wherever the reader is. */
export const middleOf = (step: UseStep, startMs: number): number => startMs + (step === 'day' ? dayMs / 2 : 0);

export const netUse = (item: ConsumptionItem): number => item.forwardM3 - (item.reverseM3 ?? 0);

export function plotUse(
  use: Consumption,
  fromMs: number,
  toMs: number,
  top: number,
  box: { readonly left: number; readonly width: number; readonly height: number },
): UsePlot {
  const step = use.periodS * 1000;
  const slot = (box.width * step) / (toMs - fromMs);
  const gap = Math.min(2, slot / 4);
  const x = (atMs: number): number => box.left + ((atMs - fromMs) / step) * slot + gap / 2;
  const known = new Map(use.items.map((item) => [Date.parse(item.start), item]));
  const bars: UseBar[] = [];
  const unknown: { x: number; width: number }[] = [];
  const closedMs = Date.parse(use.closedTo);
  for (let startMs = fromMs; startMs + step <= toMs; startMs += step) {
    const item = known.get(startMs);
    if (item) {
      const m3 = netUse(item);
      bars.push({ item, startMs, m3, x: x(startMs), width: slot - gap, height: (Math.max(0, m3) / top) * box.height });
    } else if (startMs + step <= closedMs) {
      unknown.push({ x: x(startMs), width: slot - gap });
    }
  }
  return { bars, unknown };
}
