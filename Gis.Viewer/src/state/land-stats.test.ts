import { describe, expect, it } from 'vitest';
import { barOf, ranked, shareText, spanOf, spanText, stepOf } from './land-stats';

const row = (key: string, share: number | null, shareHigh: number | null = share, patches = 1) => ({
  key,
  patches,
  accountability: { share, shareHigh, shareLow: share } as never,
});

describe('spans', () => {
  it('are whole months, quarters and years', () => {
    expect(spanOf('month', '2026-02-11')).toEqual({ kind: 'month', from: '2026-02-01', to: '2026-02-28' });
    expect(spanOf('quarter', '2026-08-31')).toEqual({ kind: 'quarter', from: '2026-07-01', to: '2026-09-30' });
    expect(spanOf('year', '2026-12-31')).toEqual({ kind: 'year', from: '2026-01-01', to: '2026-12-31' });
  });

  it('go back over the turn of a year', () => {
    expect(spanOf('month', '2026-01-31', 1).from).toBe('2025-12-01');
    expect(spanOf('quarter', '2026-02-01', 1)).toEqual({ kind: 'quarter', from: '2025-10-01', to: '2025-12-31' });
    expect(spanOf('month', '2024-03-31', 1).to).toBe('2024-02-29');
  });

  it('are named', () => {
    expect(spanText(spanOf('quarter', '2026-11-01'))).toBe('2026-Q4');
    expect(spanText(spanOf('month', '2026-11-01'))).toBe('2026-11');
  });
});

describe('league table', () => {
  it('has the highest share first, then what can become high, and who has none last', () => {
    const rows = [row('a', null), row('b', 0.1), row('c', 0.3), row('d', null, 1), row('e', 0.1, 0.5)];

    expect(ranked(rows, 'county').map(({ key }) => key)).toEqual(['c', 'e', 'b', 'd', 'a']);
  });

  it('keeps months in their order', () => {
    const rows = [row('2026-03', 0.5), row('2026-01', 0.1), row('2026-02', null)];

    expect(ranked(rows, 'month').map(({ key }) => key)).toEqual(['2026-01', '2026-02', '2026-03']);
  });
});

describe('shares', () => {
  it('step at the threshold, its half and its double', () => {
    expect([null, 0, 0.07, 0.075, 0.1499, 0.15, 0.3].map((share) => stepOf(share, 0.15))).toEqual([
      'none',
      'low',
      'low',
      'near',
      'near',
      'over',
      'far',
    ]);
  });

  it('are never shown as nothing where there is something', () => {
    expect([null, 0, 0.0001, 0.1534, 1].map(shareText)).toEqual(['–', '0 %', '<0.1 %', '15.3 %', '100 %']);
  });

  it('draw on one scale for the whole table', () => {
    const bar = barOf({ share: 0.15, shareLow: 0.09, shareHigh: 0.3 }, 0.15, 0.3);
    expect([bar.share, bar.low, bar.high, bar.threshold].map(Math.round)).toEqual([33, 20, 67, 33]);
    expect(barOf({ share: 0.9, shareLow: 0.5, shareHigh: 1 }, 0.15, 1).high).toBe(100);
  });
});
