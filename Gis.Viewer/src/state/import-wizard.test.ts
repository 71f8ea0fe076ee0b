import { describe, expect, it } from 'vitest';
import type { ImportState, Me } from '../api/types';
import { AreaTree } from './area-tree';
import {
  crsChoices,
  doubled,
  draftOf,
  orderedChoices,
  isLayerSaid,
  isPlaced,
  mayImport,
  suggestedId,
  wishOf,
} from './import-wizard';

const table = {
  name: 'wells',
  rows: 2,
  hasShapes: false,
  crs: null,
  crsName: null,
  extent: [114, 38, 115, 39],
  fields: [{ name: 'name', kind: 'text', samples: ['a'] }],
  east: 'lon',
  north: 'lat',
  mainKind: 'point',
};
const state = {
  subLayers: [{ table, proposed: [{ source: 'name', target: 'name_zh', kind: 'text' }] }],
  suggestedLayer: null,
  remembered: null,
} as unknown as ImportState;

describe('the import of a file', () => {
  it('asks for the system only where the file does not say it', () => {
    const draft = draftOf(state, null);

    expect(isPlaced(state, draft)).toBe(false);
    expect(isPlaced(state, { ...draft, crs: 'EPSG:4490' })).toBe(true);
    const said = {
      ...state,
      subLayers: [{ ...state.subLayers[0]!, table: { ...table, crs: 'EPSG:4490' } }],
    } as unknown as ImportState;
    expect(isPlaced(said, draft)).toBe(true);
  });

  it('needs two different columns of a table', () => {
    const draft = { ...draftOf(state, null), crs: 'EPSG:4490' };

    expect(isPlaced(state, { ...draft, north: null })).toBe(false);
    expect(isPlaced(state, { ...draft, north: 'lon' })).toBe(false);
  });

  it('offers what was done the last time', () => {
    const remembered = { ...state, remembered: { crs: 'bd09' }, suggestedLayer: 'wells' } as unknown as ImportState;

    expect(draftOf(remembered, null)).toMatchObject({ crs: 'bd09', layer: 'wells' });
    expect(draftOf(remembered, 'springs').layer).toBe('springs');
  });

  it('wants a name and a title of a new layer, and nothing of one that is there', () => {
    const draft = draftOf(state, null);

    expect(isLayerSaid(draft)).toBe(false);
    expect(isLayerSaid({ ...draft, newId: 'Wells', titleZh: '井' })).toBe(false);
    expect(isLayerSaid({ ...draft, newId: 'wells', titleZh: '井' })).toBe(true);
    expect(isLayerSaid({ ...draft, layer: 'wells' })).toBe(true);
    expect(wishOf({ ...draft, layer: 'wells', titleZh: 'left over' })).toMatchObject({ layer: 'wells', titleZh: null });
  });

  it('says the terms of a new layer, and of the next edition only what is said anew', () => {
    const draft = { ...draftOf(state, null), newId: 'wells', titleZh: '井', owner: ' 水利局 ', licence: 'CC0-1.0' };
    expect(wishOf({ ...draft, credit: ' ' })).toMatchObject({ licence: 'CC0-1.0', credit: null, owner: '水利局' });
    const next = { ...draft, layer: 'wells', licence: null, credit: null };
    expect(wishOf(next)).toMatchObject({ licence: null, credit: null, owner: null });
    expect(wishOf({ ...next, credit: '' })).toMatchObject({ credit: '' });
  });

  it('says the area of all rows only where no field says it of each', () => {
    const draft = { ...draftOf({ ...state, remembered: { areaCode: '130102' } } as unknown as ImportState, 'wells') };
    expect(wishOf(draft)).toMatchObject({ areaCode: '130102' });
    const fields = [{ source: 'name', target: 'area_code', kind: 'text' }];
    expect(wishOf({ ...draft, fields })).toMatchObject({ areaCode: null });
  });

  it('makes a name of the name of the file where it can', () => {
    expect(suggestedId('Wells 2026-01.shp.zip')).toBe('wells_2026_01_shp');
    expect(suggestedId('水井.csv')).toBe('');
  });

  it('names the properties that two fields would become', () => {
    const wish = (source: string, target: string | null) => ({ source, target, kind: 'text' });

    expect(doubled([wish('a', 'x'), wish('b', 'x'), wish('c', null), wish('d', null)])).toEqual(['x']);
  });

  it('offers first the systems in which numbers of this size can be, and all others after them', () => {
    const values = (extent: readonly number[]) => orderedChoices(extent).map(({ value }) => value);

    expect(values([114, 38, 115, 39])[0]).toBe('EPSG:4490');
    expect(values([114, 38, 999, 39])[0]).toBe('EPSG:4490');
    expect(values([38_500_000, 4_212_000, 38_510_000, 4_213_000]).slice(0, 3)).toEqual([
      'EPSG:4526',
      'EPSG:2362',
      'EPSG:2414',
    ]);
    const metres = values([500_000, 4_212_000, 510_000, 4_213_000]);
    expect(metres.indexOf('EPSG:4547')).toBeLessThan(metres.indexOf('EPSG:4490'));
    expect(metres).toHaveLength(crsChoices.length);
  });

  it('is for administrators of everything', () => {
    const areas = new AreaTree([
      { code: '130000', parent: null },
      { code: '130102', parent: '130000' },
    ] as never);
    const person = (role: string, areaCode: string) => ({ grants: [{ role, areaCode }] }) as unknown as Me;

    expect(mayImport(person('administrator', '130000'), areas)).toBe(true);
    expect(mayImport(person('administrator', '130102'), areas)).toBe(false);
    expect(mayImport(person('officer', '130000'), areas)).toBe(false);
  });
});
