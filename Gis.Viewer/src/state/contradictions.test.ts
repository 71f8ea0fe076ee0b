import { describe, expect, it } from 'vitest';
import type { Contradiction, ContradictionRun } from '../api/types';
import { countsByRule, doneOf, isOpenRun, rolesOf, runOf } from './contradictions';

const found = (...rules: string[]): Contradiction[] => rules.map((rule) => ({ rule }) as Contradiction);
const run = (id: number, state: ContradictionRun['state']): ContradictionRun =>
  ({ id, state, counties: 10, countiesDone: 4 }) as ContradictionRun;

describe('contradictions', () => {
  it('are counted by rule, the most first', () => {
    expect(countsByRule(found('a', 'b', 'b', 'c', 'c'))).toEqual([
      { rule: 'b', n: 2 },
      { rule: 'c', n: 2 },
      { rule: 'a', n: 1 },
    ]);
  });

  it('come from the run that is open, else from the newest', () => {
    expect(runOf([run(3, 'done'), run(2, 'waiting'), run(1, 'running')])?.id).toBe(1);
    expect(runOf([run(3, 'done'), run(2, 'failed')])?.id).toBe(3);
    expect(runOf([])).toBeNull();
  });

  it('tell how far a run is', () => {
    expect(isOpenRun(run(1, 'waiting'))).toBe(true);
    expect(isOpenRun(run(1, 'failed'))).toBe(false);
    expect(doneOf(run(1, 'running'))).toBe(40);
    expect(doneOf({ counties: 0, countiesDone: 0 })).toBe(0);
  });

  it('name the properties of a record by the roles of its theme', () => {
    const themes = [{ theme: 'use', layer: 'yd', fields: { number: 'YDBH', built_m2: 'JZMJ' }, sort: 1 }];

    expect(rolesOf(themes, 'use').get('JZMJ')).toBe('built_m2');
    expect(rolesOf(themes, 'supply').size).toBe(0);
  });
});
