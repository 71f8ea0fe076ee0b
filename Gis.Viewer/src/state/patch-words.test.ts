import { describe, expect, it } from 'vitest';
import type { PatchCard, PatchOverlap } from '../api/types';
import { overlapLines, reasonFigures } from './patch-words';

const overlap = (theme: string, areaM2: number, more: Partial<PatchOverlap> = {}): PatchOverlap =>
  ({
    theme,
    layer: theme,
    feature: areaM2,
    document: null,
    use: null,
    class: null,
    validFrom: null,
    validTo: null,
    state: 'valid',
    areaM2,
    share: areaM2 / 1000,
    ...more,
  }) as PatchOverlap;

describe('the table of overlaps', () => {
  it('adds the pieces of one document and keeps documents apart', () => {
    const lines = overlapLines({
      overlaps: [
        overlap('approval', 100, { document: 'A' }),
        overlap('approval', 50, { document: 'A' }),
        overlap('approval', 20, { document: 'B', state: 'expired' }),
      ],
    });

    expect(lines.slice(0, 2).map(({ document, areaM2, state }) => [document, areaM2, state])).toEqual([
      ['A', 150, 'valid'],
      ['B', 20, 'expired'],
    ]);
  });

  it('tells of farmland and red line also where nothing is taken', () => {
    expect(overlapLines({ overlaps: [] }).map(({ theme, areaM2 }) => [theme, areaM2])).toEqual([
      ['basic_farmland', 0],
      ['red_line', 0],
    ]);
  });
});

describe('the figures of a reason', () => {
  it('do not count land twice where documents lie over each other', () => {
    const card = {
      patch: { areaM2: 1000, cultivatedM2: 800, basicFarmlandM2: null, redLineM2: 0 },
      overlaps: [
        overlap('approval', 550, { document: 'A' }),
        overlap('supply', 550, { document: 'S' }),
        overlap('temporary', 900, { document: 'T', state: 'expired' }),
      ],
    } as unknown as PatchCard;

    expect(reasonFigures(card)).toEqual({
      areaM2: 1000,
      cultivatedM2: 800,
      basicFarmlandM2: 0,
      redLineM2: 0,
      coveredShare: 0.55,
      documents: ['A', 'S'],
    });
  });
});
