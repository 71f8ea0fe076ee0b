import type { ClassesThen, Contradiction, LifeStep, ParcelCard } from '../api/types';
import { patchEntries, type PatchEntry } from './life-patch';

/** The five steps by which land comes to be built on: approval, supply, use, supplement, inspection. */
const chain: readonly string[] = ['approval', 'supplement', 'supply', 'use', 'inspection'];

export const isChain = (theme: string): boolean => chain.includes(theme);

export const stepKey = (of: { readonly layer: string; readonly feature: number }): string =>
  `${of.layer} ${of.feature}`;

/** What stands on the line at a day: a step, what was done about a change patch, or the ground being of another class from then on. */
export type LifeEntry =
  | PatchEntry
  | { readonly kind: 'step'; readonly on: string; readonly step: LifeStep }
  | { readonly kind: 'classes'; readonly on: string; readonly then: ClassesThen; readonly before: ClassesThen | null };

export interface LifeYear {
  readonly year: string;
  readonly entries: readonly LifeEntry[];
}

/** The Beijing day of a time: land's documents know no other. */
export const beijingDay = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 10);

/** Steps with a day and changes of class, by year, the oldest first; slivers do not stand on the line. */
export function lifeYears(card: ParcelCard): readonly LifeYear[] {
  const entries: LifeEntry[] = [
    ...card.steps.flatMap((step): LifeEntry[] =>
      step.on && !step.isSliver ? [{ kind: 'step', on: step.on, step }] : [],
    ),
    ...card.history.map((then, i): LifeEntry => ({
      kind: 'classes',
      on: beijingDay(then.at),
      then,
      before: i === 0 ? null : card.history[i - 1]!,
    })),
    ...patchEntries(card.patches),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

  const years = new Map<string, LifeEntry[]>();
  for (const entry of entries) {
    const year = entry.on.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), entry]);
  }
  return [...years].map(([year, inYear]) => ({ year, entries: inYear }));
}

/** What lies on the parcel without a day, such as planning; the largest first. */
export const standing = (card: ParcelCard): readonly LifeStep[] =>
  card.steps.filter((step) => !step.on && !step.isSliver).sort((a, b) => b.share - a.share);

export const sliverCount = (card: ParcelCard): number => card.steps.filter((step) => step.isSliver).length;

/** Records that a finding names, so that the line can mark them. */
export const troubled = (contradictions: readonly Contradiction[]): ReadonlySet<string> =>
  new Set(contradictions.flatMap((one) => [one.subject, ...(one.other ? [one.other] : [])].map(stepKey)));

/** Where the chain stands: each of its steps with the first record that touches the parcel or is named, or null. */
export const chainState = (card: ParcelCard): readonly { readonly theme: string; readonly step: LifeStep | null }[] =>
  ['approval', 'supply', 'use', 'supplement', 'inspection'].map((theme) => ({
    theme,
    step: card.steps.find((step) => step.theme === theme && !step.isSliver) ?? null,
  }));

/** Groups of three digits with a thin space. */
const grouped = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replaceAll(',', ' ');

export const muText = (mu: number): string => grouped(mu, 2);
export const squareMetresText = (m2: number): string => grouped(m2, m2 < 1000 ? 2 : 0);

/** Never 100 for what is not all, and never 0 for what is something. */
export function percentText(share: number): string {
  if (share >= 1) return '100';
  const percent = share * 100;
  if (percent >= 99.95) return '99.9';
  return percent > 0 && percent < 0.05 ? '<0.1' : percent.toFixed(1);
}
