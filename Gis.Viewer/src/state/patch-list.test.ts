import { describe, expect, it } from 'vitest';
import type { PatchCodes, PatchVerdict } from '../api/types';
import {
  afterGone,
  daysLeft,
  daysToMonthEnd,
  harmOf,
  muText,
  neighbour,
  pacePerHour,
  unchecked,
  verdictsOnKeys,
} from './patch-list';

const verdict = (code: string, more: Partial<PatchVerdict> = {}): PatchVerdict => ({
  code,
  nameZh: code,
  nameEn: code,
  lawful: true,
  needsReason: false,
  kinds: null,
  checklist: [],
  ...more,
});
const codes = {
  verdicts: ['L1', 'L2', 'O1', 'O2', 'O5', 'V1', 'V2', 'V5', 'U']
    .map((code) => verdict(code))
    .concat([verdict('O3', { kinds: ['ND'] })]),
} as unknown as PatchCodes;
const noon = Date.parse('2026-10-23T04:00:00Z');
const rows = [{ id: 3 }, { id: 5 }, { id: 9 }];

describe('the list of patches', () => {
  it('goes on row by row and stops at its ends', () => {
    expect(neighbour(rows, 3, 1)?.id).toBe(5);
    expect(neighbour(rows, 9, 1)?.id).toBe(9);
    expect(neighbour(rows, 3, -1)?.id).toBe(3);
    expect(neighbour(rows, null, 1)?.id).toBe(3);
    expect(neighbour([], 3, 1)).toBeNull();
  });

  it('shows what took the place of a row that was judged', () => {
    expect(afterGone(rows, 3)?.id).toBe(5);
    expect(afterGone(rows, 9)?.id).toBe(5);
    expect(afterGone([{ id: 3 }], 3)).toBeNull();
  });

  it('counts days as China does', () => {
    expect(daysLeft('2026-10-24', noon)).toBe(1);
    expect(daysLeft('2026-10-24', Date.parse('2026-10-23T16:30:00Z'))).toBe(0);
    expect(daysLeft('2026-10-20', noon)).toBe(-3);
    expect(daysToMonthEnd(noon)).toBe(8);
    expect(daysToMonthEnd(Date.parse('2026-10-31T15:59:00Z'))).toBe(0);
  });

  it('tells areas in mu', () => {
    expect(muText(9746.7)).toBe('14.62');
    expect(muText(100_000)).toBe('150.0');
  });

  it('names the worst harm first', () => {
    const harm = (
      basicFarmlandM2: number | null,
      redLineM2: number,
      cultivatedM2: number,
      outcome: 'doubtful' | 'explained' | null,
    ) => harmOf({ basicFarmlandM2, redLineM2, cultivatedM2, outcome });

    expect(harm(3, 5, 9, 'explained')).toBe('basic_farmland');
    expect(harm(0, 5, 9, 'doubtful')).toBe('red_line');
    expect(harm(0, 0, 9, 'doubtful')).toBe('cultivated');
    expect(harm(0, 0, 9, 'explained')).toBe('explained');
    expect(harm(null, 0, 0, null)).toBe('untold');
    expect(harm(0, 0, 0, 'doubtful')).toBe('other');
  });
});

describe('the pace', () => {
  it('is that of this sitting', () => {
    const everyTwentySeconds = Array.from({ length: 31 }, (_, n) => noon - 600_000 + n * 20_000);

    expect(pacePerHour(everyTwentySeconds, noon)).toBe(180);
    expect(pacePerHour([noon - 7_200_000, ...everyTwentySeconds], noon)).toBe(180);
  });

  it('is not told before there are three, nor after a break', () => {
    expect(pacePerHour([noon - 20_000, noon - 10_000], noon)).toBeNull();
    expect(pacePerHour([noon - 1_230_000, noon - 1_220_000, noon - 1_210_000], noon)).toBeNull();
  });
});

describe('the verdicts', () => {
  it('stand under seven keys, the rest beside them', () => {
    const { keyed, others } = verdictsOnKeys(codes, '20', null);

    expect(keyed.map(({ code }) => code)).toEqual(['L1', 'O1', 'O5', 'V1', 'V2', 'V5', 'U']);
    expect(others.map(({ code }) => code)).toEqual(['L2', 'O2']);
  });

  it('have a key for what is suggested', () => {
    expect(verdictsOnKeys(codes, '20', 'O2').keyed.map(({ code }) => code)).toContain('O2');
    expect(verdictsOnKeys(codes, '20', 'V5').keyed.map(({ code }) => code)).toEqual([
      'L1',
      'O1',
      'O5',
      'V1',
      'V2',
      'V5',
      'U',
    ]);
  });

  it('are left out where they are not said of the kind', () => {
    expect(verdictsOnKeys(codes, 'ND', 'O3').keyed[1]?.code).toBe('O3');
    expect(verdictsOnKeys(codes, '20', 'O3').keyed[1]?.code).toBe('O1');
  });

  it('wait for their checklist', () => {
    expect(unchecked(verdict('L1', { checklist: ['a', 'b'] }), new Set(['b']))).toEqual(['a']);
  });
});
