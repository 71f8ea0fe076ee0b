import { describe, expect, it } from 'vitest';
import type { Deliveries, DeliveryGap } from '../api/types';
import { dayOf, daysBefore, dayStartMs, gradeOf, idleHours, percent, standingOf, stripOf } from './delivery-strip';

const gap = (from: string, to: string, periodS = 3600): DeliveryGap => ({
  properties: ['w01018'],
  periodS,
  stepS: periodS || 300,
  from,
  to,
  missing: 1,
  request: null,
});
const card = (
  gaps: DeliveryGap[],
  expected: Deliveries['expected'] = [{ from: '2026-11-01T16:00:00Z', to: '2026-11-03T16:00:00Z' }],
): Deliveries => ({
  from: '2026-11-02',
  to: '2026-11-03',
  days: ['2026-11-02', '2026-11-03'].map((day) => ({
    day,
    expected: 24,
    present: 24,
    missing: 0,
    rate: { expected: 24, present: 24, valid: 24, transmissionRate: 1, validRate: 1, effectiveRate: 1 },
    backfilled: 0,
    numbersMissing: 0,
    arrived: null,
  })),
  expected,
  gaps,
  gapCount: gaps.length,
  numbers: null,
  requests: [],
  noRequest: null,
});

describe('the strip of days', () => {
  it('begins each day at midnight in Beijing', () => {
    expect(new Date(dayStartMs('2026-11-03')).toISOString()).toBe('2026-11-02T16:00:00.000Z');
    expect(dayOf(Date.parse('2026-11-02T16:00:00Z'))).toBe('2026-11-03');
    expect(daysBefore('2026-11-01', 1)).toBe('2026-10-31');
  });

  it('cuts a gap at midnight and shows each day its part', () => {
    const [third, second] = stripOf(card([gap('2026-11-02T10:00:00Z', '2026-11-02T22:00:00Z')]));

    expect(second?.lanes[0]?.segments[0]).toMatchObject({ start: 0.75, width: 0.25 });
    expect(third?.lanes[0]?.segments[0]).toMatchObject({ start: 0, width: 0.25 });
  });

  it('keeps moments, minutes and hours in lanes of their own, and none where nothing is missing', () => {
    const [third] = stripOf(
      card([
        gap('2026-11-03T00:00:00Z', '2026-11-03T01:00:00Z', 3600),
        gap('2026-11-03T00:00:00Z', '2026-11-03T01:00:00Z', 0),
      ]),
    );

    expect(third?.lanes.map((lane) => lane.periodS)).toEqual([0, 3600]);
    expect(stripOf(card([]))[0]?.lanes).toEqual([]);
  });
});

describe('hours in which nothing was expected', () => {
  it('are those before the registration, after the removal and between the two', () => {
    const [third, second] = stripOf(
      card(
        [],
        [
          { from: '2026-11-02T04:00:00Z', to: '2026-11-02T22:00:00Z' },
          { from: '2026-11-03T04:00:00Z', to: '2026-11-03T10:00:00Z' },
        ],
      ),
    );

    expect(second?.idle).toEqual([{ start: 0, width: 0.5 }]);
    expect(third?.idle).toEqual([
      { start: 0.25, width: 0.25 },
      { start: 0.75, width: 0.25 },
    ]);
    expect(idleHours(third!)).toBe(12);
  });

  it('are whole days of a thing that was not there, and none of one that was', () => {
    expect(stripOf(card([], [])).map(idleHours)).toEqual([24, 24]);
    expect(stripOf(card([])).map((day) => day.idle)).toEqual([[], []]);
  });
});

describe('a rate', () => {
  it('is never rounded up to a whole', () => {
    expect(percent(0.99999)).toBe('99.9%');
    expect(percent(1)).toBe('100%');
    expect(percent(null)).toBe('–');
    expect(percent(0.875)).toBe('87.5%');
  });

  it('has a word', () => {
    expect([0.95, 0.9, 0.74].map(gradeOf)).toEqual(['good', 'fair', 'poor']);
  });
});

describe('a gap', () => {
  const asked = (state: 'sent' | 'done' | 'expired'): DeliveryGap => ({
    ...gap('2026-11-03T00:00:00Z', '2026-11-03T01:00:00Z'),
    request: {
      commandId: 1,
      cn: '2061',
      from: '2026-11-03T00:00:00Z',
      to: '2026-11-03T00:59:59Z',
      state,
      at: '2026-11-03T02:00:00Z',
    },
  });

  it('says what became of the last request', () => {
    expect(standingOf(gap('2026-11-03T00:00:00Z', '2026-11-03T01:00:00Z'))).toBe('open');
    expect((['sent', 'done', 'expired'] as const).map((state) => standingOf(asked(state)))).toEqual([
      'asked',
      'answered',
      'failed',
    ]);
  });
});
