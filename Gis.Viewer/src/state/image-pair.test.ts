import { describe, expect, it } from 'vitest';
import { choosePair, standsIn, type SceneFacts } from './image-pair';

let next = 0;
const scene = (day: string, cloudPercent: number | null = 0, more: Partial<SceneFacts> = {}): SceneFacts => ({
  id: (next += 1),
  at: `${day}T00:00:00Z`,
  cloudPercent,
  resolutionM: 1,
  covers: true,
  ...more,
});

describe('the pair of pictures of a patch', () => {
  it('is the latest before the earlier date and the earliest after the later one', () => {
    const [old, right, between, after, last] = [
      scene('2025-01-01'),
      scene('2025-10-08'),
      scene('2026-03-01'),
      scene('2026-10-12'),
      scene('2026-11-01'),
    ];

    const pair = choosePair([last, after, between, right, old], '2025-10-08', '2026-10-12');

    expect(pair).toEqual({ before: right, after });
  });

  it('passes over clouds where an older picture is clear', () => {
    const [clear, cloudy, after] = [scene('2025-06-01', 3), scene('2025-10-01', 80), scene('2026-10-12')];

    expect(choosePair([clear, cloudy, after], '2025-10-08', '2026-10-12').before).toBe(clear);
  });

  it('takes the least cloudy where all are cloudy', () => {
    const [worse, better, after] = [scene('2025-10-01', 90), scene('2025-06-01', 40), scene('2026-10-12', 0)];

    expect(choosePair([worse, better, after], '2025-10-08', '2026-10-12').before).toBe(better);
  });

  it('trusts a picture that does not tell its clouds only where none is clear', () => {
    const [untold, clear] = [scene('2025-10-07', null), scene('2025-10-01', 5)];

    expect(choosePair([untold, clear], '2025-10-08', '2026-10-12').before).toBe(clear);
    expect(choosePair([untold, scene('2025-10-01', 60)], '2025-10-08', '2026-10-12').before).toBe(untold);
  });

  it('prefers a picture that shows the whole patch', () => {
    const [part, whole] = [scene('2025-10-07', 0, { covers: false }), scene('2025-10-01')];

    expect(choosePair([part, whole], '2025-10-08', '2026-10-12').before).toBe(whole);
  });

  it('of one day takes the finer', () => {
    const [coarse, fine] = [scene('2026-10-12', 0, { resolutionM: 10 }), scene('2026-10-12', 0, { resolutionM: 0.8 })];

    expect(choosePair([coarse, fine], '2025-10-08', '2026-10-12').after).toBe(fine);
  });

  it('lets the nearest stand in where none lies beyond the date, and tells so', () => {
    const [before, after] = [scene('2025-12-01'), scene('2026-09-01')];

    const pair = choosePair([before, after], '2025-10-08', '2026-10-12');

    expect(pair).toEqual({ before, after });
    expect(standsIn('before', before, '2025-10-08', '2026-10-12')).toBe(true);
    expect(standsIn('after', after, '2025-10-08', '2026-10-12')).toBe(true);
    expect(standsIn('after', scene('2026-10-12'), '2025-10-08', '2026-10-12')).toBe(false);
  });

  it('never is the same picture twice, nor the wrong way round', () => {
    const only = scene('2025-01-01');

    expect(choosePair([only], '2025-10-08', '2026-10-12')).toEqual({ before: only, after: null });
    expect(choosePair([scene('2026-11-01')], '2025-10-08', '2026-10-12').before).toBeNull();
  });

  it('without dates is the newest and the one before it', () => {
    const [old, middle, last] = [scene('2024-01-01'), scene('2025-01-01'), scene('2026-01-01')];

    expect(choosePair([old, last, middle], null, null)).toEqual({ before: middle, after: last });
    expect(choosePair([], null, null)).toEqual({ before: null, after: null });
  });

  it('reads a moment as the day it was in China', () => {
    const evening = { ...scene('2025-10-08'), at: '2025-10-08T17:00:00Z' };

    expect(choosePair([evening], '2025-10-08', '2026-10-12').before).toBe(evening);
    expect(standsIn('before', evening, '2025-10-08', null)).toBe(true);
  });
});
