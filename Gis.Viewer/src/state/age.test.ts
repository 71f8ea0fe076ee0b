import { describe, expect, it } from 'vitest';
import { aThing } from '../../testing/samples';
import { isOffline, isOverAge, positionAge } from './age';

const noon = Date.parse('2026-11-22T04:00:00Z');
const ago = (minutes: number): string => new Date(noon - minutes * 60_000).toISOString();

describe('ages', () => {
  const stream = {
    id: 1,
    property: 'w01018',
    statistic: 'period',
    periodS: 3600,
    unit: 'mg/L',
    intervalS: 3600,
  } as const;
  const latest = (minutes: number) => ({
    time: ago(minutes),
    value: 1,
    zsValue: null,
    flag: 'N',
    quality: 0,
    receivedAt: ago(minutes),
  });

  it('count from the end of the period', () => {
    expect(isOverAge({ ...stream, latest: latest(140) }, noon)).toBe(false);
    expect(isOverAge({ ...stream, latest: latest(160) }, noon)).toBe(true);
  });

  it('make a thing off line after three missed intervals', () => {
    expect(isOffline(aThing(), noon - 5 * 60_000, noon)).toBe(false);
    expect(isOffline(aThing(), noon - 17 * 60_000, noon)).toBe(true);
    expect(isOffline(aThing(), undefined, noon)).toBe(true);
  });

  it('mark a unit old after 2 and lost after 5 minutes', () => {
    expect([1, 3, 6].map((minutes) => positionAge({ positionAt: ago(minutes) }, noon))).toEqual([
      'fresh',
      'old',
      'lost',
    ]);
    expect(positionAge({ positionAt: null }, noon)).toBe('never');
  });
});
