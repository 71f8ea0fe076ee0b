import type { CalendarDay, PatchTerm, ReviewSettings, ReviewSettingsWish, SecondRate } from '../api/schema';

/** In the order of a patch's course. */
const course = ['overlaid', 'assigned', 'judged', 'submitted', 'reviewed', 'case', 'rectified'];
const groups: readonly SecondRate['group'][] = ['harm', 'basic_farmland', 'unlawful', 'lawful', 'open'];
const longestTerm = 250;
const mostDaysAtOnce = 62;
const dayMs = 86_400_000;

/** A share as it is typed, in per cent; null where nothing is. */
export interface RateDraft {
  readonly group: SecondRate['group'];
  readonly percent: number | null;
}

/** The settings while they are changed. */
export interface SettingsDraft {
  readonly rates: readonly RateDraft[];
  readonly terms: readonly PatchTerm[];
  readonly calendar: readonly CalendarDay[];
}

const rank = <T>(order: readonly T[], one: T): number => (order.indexOf(one) + order.length + 1) % (order.length + 1);

export const draftOf = (settings: ReviewSettings): SettingsDraft => ({
  rates: [...settings.rates]
    .sort((a, b) => rank(groups, a.group) - rank(groups, b.group))
    .map(({ group, rate }) => ({ group, percent: Math.round(rate * 1000) / 10 })),
  terms: [...settings.terms].sort((a, b) => rank(course, a.state) - rank(course, b.state)),
  calendar: [...settings.calendar].sort((a, b) => a.day.localeCompare(b.day)),
});

export const withPercent = (
  draft: SettingsDraft,
  group: SecondRate['group'],
  percent: number | null,
): SettingsDraft => ({
  ...draft,
  rates: draft.rates.map((one) => (one.group === group ? { group, percent } : one)),
});

/** A term in days has some; one to the end of the month has none. */
export const withTerm = (
  draft: SettingsDraft,
  state: string,
  unit: PatchTerm['unit'],
  days: number | null,
): SettingsDraft => ({
  ...draft,
  terms: draft.terms.map((one) =>
    one.state === state ? { state, unit, days: unit === 'month_end' ? null : days } : one,
  ),
});

/** Days from the first to the last, both with it; none where they are not in order, or too many for one entry. */
export function daysBetween(first: string, last: string): readonly string[] {
  const [from, to] = [Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  const count = Math.round((to - from) / dayMs) + 1;
  return Number.isNaN(count) || count < 1 || count > mostDaysAtOnce
    ? []
    : Array.from({ length: count }, (_, at) => new Date(from + at * dayMs).toISOString().slice(0, 10));
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Days that are not what their weekday says; a day that is entered anew is what was said last. What the weekday says anyway need not stand there. */
export function withDays(
  draft: SettingsDraft,
  days: readonly string[],
  works: boolean,
  note: string | null,
): SettingsDraft {
  const told = days.filter((day) => isWeekend(day) === works).map((day): CalendarDay => ({ day, works, note }));
  const rest = draft.calendar.filter(({ day }) => !days.includes(day));
  return { ...draft, calendar: [...rest, ...told].sort((a, b) => a.day.localeCompare(b.day)) };
}

export const withoutDay = (draft: SettingsDraft, day: string): SettingsDraft => ({
  ...draft,
  calendar: draft.calendar.filter((one) => one.day !== day),
});

/** The years of which days are entered, and this one, the newest first. */
export const yearsOf = (calendar: readonly CalendarDay[], today: string): readonly string[] =>
  [...new Set([...calendar.map(({ day }) => day.slice(0, 4)), today.slice(0, 4)])].sort().reverse();

const isPercent = ({ percent }: RateDraft): boolean => percent !== null && percent >= 0 && percent <= 100;
const isTerm = ({ unit, days }: PatchTerm): boolean =>
  unit === 'month_end' ? days === null : Number.isInteger(days) && days! >= 1 && days! <= longestTerm;

export const isWholeDraft = (draft: SettingsDraft): boolean =>
  draft.rates.every(isPercent) && draft.terms.every(isTerm);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What is sent: the parts that were changed, and of rates and terms the changed rows; null where nothing was. */
export function changesOf(settings: ReviewSettings, draft: SettingsDraft): ReviewSettingsWish | null {
  const before = draftOf(settings);
  const rates = draft.rates.filter((one, at) => !same(one, before.rates[at]));
  const terms = draft.terms.filter((one, at) => !same(one, before.terms[at]));
  const calendar = same(draft.calendar, before.calendar) ? null : draft.calendar;
  return rates.length + terms.length === 0 && calendar === null
    ? null
    : {
        rates:
          rates.length === 0
            ? null
            : rates.map(({ group, percent }) => ({ group, rate: Math.round((percent ?? 0) * 10) / 1000 })),
        terms: terms.length === 0 ? null : terms,
        calendar,
      };
}
