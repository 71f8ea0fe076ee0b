import type { Contradiction, ContradictionRun, ThemeRow } from '../api/types';

/** Findings by their rule, the rule with the most of them first. */
export function countsByRule(
  found: readonly Contradiction[],
): readonly { readonly rule: string; readonly n: number }[] {
  const counts = new Map<string, number>();
  for (const { rule } of found) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, n]) => ({ rule, n })).sort((a, b) => b.n - a.n || (a.rule < b.rule ? -1 : 1));
}

/** The run that is open, else the newest that ended. */
export const runOf = (runs: readonly ContradictionRun[]): ContradictionRun | null =>
  runs.find(({ state }) => state === 'running') ?? runs.find(({ state }) => state === 'waiting') ?? runs[0] ?? null;

export const isOpenRun = (run: ContradictionRun | null): boolean =>
  run?.state === 'waiting' || run?.state === 'running';

/** Parts of 100; a run that waits has none. */
export const doneOf = ({ counties, countiesDone }: Pick<ContradictionRun, 'counties' | 'countiesDone'>): number =>
  counties > 0 ? Math.round((countiesDone / counties) * 100) : 0;

/** The roles that a theme gives to the properties of its layer, by the property's name. */
export const rolesOf = (themes: readonly ThemeRow[], theme: string): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(themes.find((one) => one.theme === theme)?.fields ?? {}).map(([role, property]) => [property, role]),
  );
