import type { PatchCodes, PatchRow, PatchVerdict, Severity } from '../api/types';

export type BaseList = 'doubtful' | 'explained' | 'returned' | 'sample' | 'judged' | 'cases';
export type ReviewList = 'second' | 'differs' | 'overdue' | 'due_soon';
export type PatchList = BaseList | ReviewList;
export const patchLists: readonly BaseList[] = ['doubtful', 'explained', 'returned', 'sample', 'judged', 'cases'];
/** Lists that depend on who asks and on the calendar. */
export const reviewLists: readonly ReviewList[] = ['second', 'differs', 'overdue', 'due_soon'];
/** The list of this name, as a link or a memory tells it; null where there is none. */
export const listOf = (name: unknown): PatchList | null =>
  [...patchLists, ...reviewLists].find((one) => one === name) ?? null;

export const m2PerMu = 2000 / 3;
const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;

/** An area in mu, as people say it: two decimals, one from a hundred on, of a thousand none. */
export function muText(m2: number): string {
  const mu = m2 / m2PerMu;
  return mu.toFixed(mu >= 1000 ? 0 : mu >= 100 ? 1 : 2);
}

/** Days in China's time from today to a day; 0 is today, less is over. */
export const daysLeft = (day: string, nowMs: number): number =>
  Math.round(Date.parse(day) / dayMs) - Math.floor((nowMs + zoneMs) / dayMs);

/** Days from today to the last of the month: last month's patches must be done by then. */
export function daysToMonthEnd(nowMs: number): number {
  const today = new Date(nowMs + zoneMs);
  const last = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 0);
  return Math.round(last / dayMs) - Math.floor((nowMs + zoneMs) / dayMs);
}

/** Verdicts that are closer together than this are of one sitting. */
const sittingMs = 10 * 60_000;

/** Verdicts an hour in this sitting; null before there are three. */
export function pacePerHour(atMs: readonly number[], nowMs: number): number | null {
  let first = atMs.length;
  let after = nowMs;
  while (first > 0 && after - atMs[first - 1]! < sittingMs) after = atMs[(first -= 1)]!;
  const count = atMs.length - first;
  const tookMs = nowMs - after;
  return count < 3 || tookMs <= 0 ? null : Math.round(((count - 1) / tookMs) * 3_600_000);
}

/** Why a patch stands where it does in the list: what it harms. */
export type Harm = 'basic_farmland' | 'red_line' | 'cultivated' | 'other' | 'untold' | 'explained';
export function harmOf(patch: Pick<PatchRow, 'outcome' | 'basicFarmlandM2' | 'redLineM2' | 'cultivatedM2'>): Harm {
  if ((patch.basicFarmlandM2 ?? 0) > 0) return 'basic_farmland';
  if ((patch.redLineM2 ?? 0) > 0) return 'red_line';
  if (patch.outcome === 'explained') return 'explained';
  // A blind row does not tell its outcome, but was compared.
  if (patch.outcome === null && patch.basicFarmlandM2 === null) return 'untold';
  return (patch.cultivatedM2 ?? 0) > 0 ? 'cultivated' : 'other';
}
export const severityOfHarm: Readonly<Record<Harm, Severity>> = {
  basic_farmland: 'red',
  red_line: 'red',
  cultivated: 'orange',
  other: 'yellow',
  untold: 'blue',
  explained: 'notice',
};

/** The row after or before; the first where none is chosen; the same at an end. */
export function neighbour<T extends { readonly id: number }>(
  rows: readonly T[],
  id: number | null,
  step: 1 | -1,
): T | null {
  const at = rows.findIndex((row) => row.id === id);
  if (at < 0) return rows[0] ?? null;
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))] ?? null;
}

/** What is looked at once a row has left its list: the one that took its place, else the last. */
export function afterGone<T extends { readonly id: number }>(rows: readonly T[], id: number): T | null {
  const at = rows.findIndex((row) => row.id === id);
  const rest = rows.filter((row) => row.id !== id);
  return rest[Math.min(Math.max(at, 0), rest.length - 1)] ?? null;
}

/** The verdicts under the keys 1 to 7, where each is said of patches of the kind. */
const usual = ['L1', 'O1', 'O5', 'V1', 'V2', 'V5', 'U'];
/** Which key the suggestion takes where it has none of its own, so that it always has one. */
const givesWay: Readonly<Record<string, string>> = { L: 'L1', O: 'O1', V: 'V2' };

const isOfKind = (verdict: PatchVerdict, kind: string | null): boolean =>
  kind === null || verdict.kinds === null || verdict.kinds.includes(kind);

export function verdictsOnKeys(
  codes: PatchCodes,
  kind: string | null,
  suggestion: string | null,
): { readonly keyed: readonly PatchVerdict[]; readonly others: readonly PatchVerdict[] } {
  const possible = codes.verdicts.filter((verdict) => isOfKind(verdict, kind));
  const wanted =
    suggestion === null || usual.includes(suggestion) || !possible.some(({ code }) => code === suggestion)
      ? usual
      : usual.map((code) => (code === givesWay[suggestion.charAt(0)] ? suggestion : code));
  const keyed = wanted.flatMap((code) => possible.find((verdict) => verdict.code === code) ?? []);
  return { keyed, others: possible.filter((verdict) => !keyed.includes(verdict)) };
}

/** The keys of the items of a checklist. */
export const checkKeys = ['Q', 'W', 'E', 'R', 'A'] as const;

/** Items that still have to be looked at before the verdict can be given. */
export const unchecked = (verdict: PatchVerdict, checked: ReadonlySet<string>): readonly string[] =>
  verdict.checklist.filter((item) => !checked.has(item));
