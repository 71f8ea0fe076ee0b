import { describe, expect, it } from 'vitest';
import type { SeriesPoint } from '../api/types';
import { niceSteps, plotSeries } from './series-plot';

const noon = Date.parse('2026-11-22T04:00:00Z');

describe('the chart', () => {
  const box = { width: 400, height: 136, left: 40, right: 8, top: 8, bottom: 20 };
  const hour = 3_600_000;
  const points: SeriesPoint[] = [
    [noon - 6 * hour, 20, 'N', 0],
    [noon - 5 * hour, 30, 'N', 0],
    [noon - 4 * hour, null, 'C', 1],
    [noon - 3 * hour, null, 'C', 1],
    [noon - 2 * hour, 60, 'N', 0],
    [noon - hour, 90, 'N', 0],
  ];

  it('breaks the line at flagged time and hatches it once', () => {
    const plot = plotSeries(points, noon - 24 * hour, noon, 50, hour, box);

    expect(plot.runs).toHaveLength(2);
    expect(plot.hatches).toHaveLength(1);
    expect(plot.hatches[0]).toMatchObject({ flag: 'C' });
    expect(plot.over).toHaveLength(2);
    expect(plot.last).toMatchObject({ value: 90, hasFallen: false });
  });

  it('draws the spread of rolled up steps, and scales to its top', () => {
    const rolled: SeriesPoint[] = [
      [noon - 2 * hour, 20, null, 0, 10, 90, 12, 12],
      [noon - hour, 30, null, 0, 20, 40, 12, 12],
      [noon, null, null, 1, null, null, 0, 12],
    ];

    const plot = plotSeries(rolled, noon - 24 * hour, noon, null, hour, box);

    expect(plot.bands).toHaveLength(1);
    expect(plot.bands[0]!.split('L')).toHaveLength(4);
    expect(plot.ticksY.at(-1)!.value).toBeGreaterThanOrEqual(90);
    expect(plot.hatches).toHaveLength(1);
    expect(plotSeries(points, noon - 24 * hour, noon, null, hour, box).bands).toHaveLength(0);
  });

  it('does not join over missing hours', () => {
    const gap = points.filter((point) => point[1] !== null);

    expect(plotSeries(gap, noon - 24 * hour, noon, null, hour, box).runs).toHaveLength(2);
  });

  it('has at most five lines, from zero', () => {
    for (const top of [0.03, 1, 7, 50, 163, 4200]) {
      const steps = niceSteps(top);
      expect(steps[0]).toBe(0);
      expect(steps.length).toBeLessThanOrEqual(6);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(top);
    }
  });
});
