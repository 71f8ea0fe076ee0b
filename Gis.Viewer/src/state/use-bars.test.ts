import { describe, expect, it } from 'vitest';
import type { Consumption, ConsumptionItem } from '../api/types';
import { lastClosing, netUse, plotUse, useSpan } from './use-bars';

const item = (start: string, forwardM3: number, reverseM3: number | null = null): ConsumptionItem => ({
  start,
  forwardM3,
  reverseM3,
  state: 'measured',
  nightLitresPerHour: null,
});

describe('the bars of a meter', () => {
  it('span whole hours, and days as they are in Beijing', () => {
    const now = Date.parse('2026-11-22T17:20:00Z');

    expect(new Date(useSpan('hour', now).toMs).toISOString()).toBe('2026-11-22T18:00:00.000Z');
    expect(new Date(useSpan('day', now).toMs).toISOString()).toBe('2026-11-23T16:00:00.000Z');
    expect(useSpan('day', now).toMs - useSpan('day', now).fromMs).toBe(31 * 86_400_000);
  });

  it('keep the day that is over until it is closed, and not a day ahead of the present one', () => {
    const lastDay = (now: string): string => new Date(useSpan('day', lastClosing(Date.parse(now))).toMs).toISOString();

    expect(lastDay('2026-11-22T15:30:00Z')).toBe('2026-11-22T16:00:00.000Z');
    expect(lastDay('2026-11-22T16:10:00Z')).toBe('2026-11-22T16:00:00.000Z');
    expect(lastDay('2026-11-22T16:11:00Z')).toBe('2026-11-23T16:00:00.000Z');
  });

  it('stand in their slots, are unknown where a closed hour is missing, and nothing where it is open', () => {
    const use: Consumption = {
      periodS: 3600,
      from: '2026-11-22T00:00:00Z',
      to: '2026-11-22T04:00:00Z',
      closedTo: '2026-11-22T03:00:00Z',
      items: [item('2026-11-22T00:00:00Z', 2), item('2026-11-22T02:00:00Z', 1, 0.5)],
    };

    const plot = plotUse(use, Date.parse(use.from), Date.parse(use.to), 4, { left: 10, width: 80, height: 100 });

    expect(plot.bars.map(({ x, width, height }) => [x, width, height])).toEqual([
      [11, 18, 50],
      [51, 18, 12.5],
    ]);
    expect(plot.unknown).toEqual([{ x: 31, width: 18 }]);
  });

  it('show what ran forward less what ran back', () => {
    expect(netUse(item('2026-11-22T00:00:00Z', 1, 1.5))).toBe(-0.5);
  });
});
