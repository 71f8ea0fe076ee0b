import { describe, expect, it } from 'vitest';
import type { Me } from '../api/types';
import { AreaTree } from './area-tree';
import { codesOf, freeRow, isWhole, programmeArea, rowsOf, wishOf, type ProgrammeRow } from './sheet-programme';

const row: ProgrammeRow = { scale: 50_000, task: 'update', planned: 592, source: 'Plan', sheets: '' };

describe('the programme of the sheets', () => {
  it('takes codes as they are copied, each once', () => {
    expect(codesOf('J50E001001, j50e001002;\nJ50E001001\t')).toEqual(['J50E001001', 'J50E001002']);
  });

  it('goes to the server and back unchanged', () => {
    const rows = [row, { ...row, task: 'convert' as const, sheets: 'J50E001001 J50E001002' }];
    expect(rowsOf(wishOf(rows))).toEqual(rows);
    expect(wishOf([row]).items?.[0]?.sheets).toBeNull();
  });

  it('offers the scale and task that no row has yet', () => {
    expect(freeRow([])).toMatchObject({ scale: 250_000, task: 'convert' });
    expect(freeRow([{ ...row, scale: 250_000, task: 'convert' }])).toMatchObject({ task: 'update', source: 'Plan' });
    const all = [250_000, 50_000, 10_000].flatMap((scale) => [
      { ...row, scale },
      { ...row, scale, task: 'convert' as const },
    ]);
    expect(freeRow(all)).toBeNull();
  });

  it('is whole when each row has a source and a scale and task of its own', () => {
    expect(isWhole([row, { ...row, task: 'convert' }])).toBe(true);
    expect(isWhole([row, row])).toBe(false);
    expect(isWhole([{ ...row, source: ' ' }])).toBe(false);
  });

  it('is for administrators of the province', () => {
    const areas = new AreaTree([
      { code: '130000', parent: null },
      { code: '130102', parent: '130000' },
    ] as never);
    const person = (role: string, areaCode: string) => ({ grants: [{ role, areaCode }] }) as unknown as Me;
    expect(programmeArea(person('administrator', '130000'), areas)).toBe('130000');
    expect(programmeArea(person('administrator', '130102'), areas)).toBeNull();
    expect(programmeArea(person('officer', '130000'), areas)).toBeNull();
  });
});
