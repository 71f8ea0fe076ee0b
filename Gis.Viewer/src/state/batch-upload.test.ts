import { describe, expect, it } from 'vitest';
import { batchQuery, emptyBatch, isBatchSaid, remarksOf, reportOf } from './batch-upload';

describe('a file of patches', () => {
  const draft = { ...emptyBatch('130102'), code: ' 2026-11 ' };

  it('needs a code, an area and a day to come', () => {
    expect(isBatchSaid(draft, '2026-11-23')).toBe(true);
    expect(isBatchSaid({ ...draft, code: ' ' }, '2026-11-23')).toBe(false);
    expect(isBatchSaid({ ...draft, area: '' }, '2026-11-23')).toBe(false);
    expect(isBatchSaid({ ...draft, due: '2026-11-22' }, '2026-11-23')).toBe(false);
  });

  it('is sent with its code tidied', () => {
    expect(batchQuery(draft, 'demo')).toEqual({
      code: '2026-11',
      area: '130102',
      due: null,
      crs: null,
      origin: 'demo',
      kind: 'issued',
    });
  });

  it('has its rows told in words where there are any', () => {
    const told = remarksOf(
      [
        { row: 3, number: null, code: 'outside', reason: 'the county lies outside' },
        { row: 4, number: '7', code: 'strange', reason: 'something else' },
      ],
      (code) => (code === 'outside' ? '不在本辖区' : null),
    );
    expect(told.map(({ row, name, reason }) => [row, name, reason])).toEqual([
      [3, '', '不在本辖区'],
      [4, '7', 'something else'],
    ]);
  });

  it('has no report for whoever reads a part of its area', () => {
    expect(reportOf({})).toBeNull();
    expect(reportOf({ read: 2, new: 2 })?.new).toBe(2);
  });
});
