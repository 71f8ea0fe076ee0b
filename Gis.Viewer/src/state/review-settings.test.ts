import { describe, expect, it } from 'vitest';
import type { ReviewSettings } from '../api/schema';
import {
  changesOf,
  daysBetween,
  draftOf,
  isWholeDraft,
  withDays,
  withPercent,
  withTerm,
  withoutDay,
  yearsOf,
} from './review-settings';

const settings: ReviewSettings = {
  rates: [
    { group: 'lawful', rate: 0.1 },
    { group: 'harm', rate: 1 },
  ],
  terms: [
    { state: 'submitted', unit: 'working_days', days: 5 },
    { state: 'judged', unit: 'month_end', days: null },
    { state: 'overlaid', unit: 'working_days', days: 2 },
  ],
  calendar: [{ day: '2026-10-01', works: false, note: '国庆' }],
};
const draft = draftOf(settings);

describe('the settings of review', () => {
  it('stand in the order of a patch’s course, shares in per cent', () => {
    expect(draft.terms.map(({ state }) => state)).toEqual(['overlaid', 'judged', 'submitted']);
    expect(draft.rates).toEqual([
      { group: 'harm', percent: 100 },
      { group: 'lawful', percent: 10 },
    ]);
  });

  it('send what was changed and nothing else', () => {
    expect(changesOf(settings, draft)).toBeNull();
    expect(changesOf(settings, withPercent(draft, 'lawful', 12.5))).toEqual({
      rates: [{ group: 'lawful', rate: 0.125 }],
      terms: null,
      calendar: null,
    });
    expect(changesOf(settings, withTerm(draft, 'judged', 'working_days', 10))).toEqual({
      rates: null,
      terms: [{ state: 'judged', unit: 'working_days', days: 10 }],
      calendar: null,
    });
    expect(changesOf(settings, withPercent(withPercent(draft, 'harm', 50), 'harm', 100))).toBeNull();
  });

  it('are whole with every share and term', () => {
    expect(isWholeDraft(draft)).toBe(true);
    expect(isWholeDraft(withPercent(draft, 'harm', null))).toBe(false);
    expect(isWholeDraft(withPercent(draft, 'harm', 101))).toBe(false);
    expect(isWholeDraft(withTerm(draft, 'judged', 'working_days', null))).toBe(false);
    expect(isWholeDraft(withTerm(draft, 'overlaid', 'working_days', 2.5))).toBe(false);
    expect(withTerm(draft, 'overlaid', 'month_end', 2).terms[0]).toEqual({
      state: 'overlaid',
      unit: 'month_end',
      days: null,
    });
  });
});

describe('the working calendar', () => {
  it('takes days in a row, and of them only those that are not what their weekday says', () => {
    const span = daysBetween('2026-10-01', '2026-10-07');

    expect(span).toHaveLength(7);
    expect(withDays(draft, span, false, null).calendar.map(({ day }) => day.slice(8))).toEqual([
      '01',
      '02',
      '05',
      '06',
      '07',
    ]);
    expect(withDays(draft, ['2026-10-10'], true, '补班').calendar.at(-1)).toEqual({
      day: '2026-10-10',
      works: true,
      note: '补班',
    });
  });

  it('keeps what was said last of a day, and forgets a day that is as its weekday again', () => {
    expect(withDays(draft, ['2026-10-01'], false, 'x').calendar).toEqual([
      { day: '2026-10-01', works: false, note: 'x' },
    ]);
    expect(withDays(draft, ['2026-10-01'], true, null).calendar).toEqual([]);
    expect(withoutDay(draft, '2026-10-01').calendar).toEqual([]);
    expect(changesOf(settings, withoutDay(draft, '2026-10-01'))).toEqual({ rates: null, terms: null, calendar: [] });
  });

  it('takes no days that are out of order or too many', () => {
    expect(daysBetween('2026-10-07', '2026-10-01')).toEqual([]);
    expect(daysBetween('2026-01-01', '2026-12-31')).toEqual([]);
    expect(daysBetween('', '2026-10-01')).toEqual([]);
  });

  it('is told by year, this one with it', () => {
    expect(yearsOf(settings.calendar, '2027-01-02')).toEqual(['2027', '2026']);
  });
});
