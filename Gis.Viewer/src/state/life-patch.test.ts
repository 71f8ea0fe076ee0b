import { describe, expect, it } from 'vitest';
import type { LifeHappening, LifePatch } from '../api/types';
import { happeningPhotos, happeningWords, patchEntries } from './life-patch';

const happening = (
  kind: string,
  details: LifeHappening['details'] = {},
  state: string | null = null,
): LifeHappening => ({
  kind,
  on: '2026-11-20',
  at: '2026-11-20T02:00:00Z',
  state,
  verdict: null,
  reason: null,
  details,
});

describe('what was done about a patch, on a life line', () => {
  it('names the patch where it first stands', () => {
    const patch = { id: 7, happenings: [happening('issued'), happening('judged')] } as unknown as LifePatch;

    expect(patchEntries([patch]).map(({ happening: { kind }, isFirst }) => [kind, isFirst])).toEqual([
      ['issued', true],
      ['judged', false],
    ]);
  });

  it('tells to whom it went, the case by its number, a measure by its document and day', () => {
    expect(happeningWords(happening('sent_on', {}, 'reviewed'))).toEqual([
      { word: 'landCases.to.reviewed', values: {} },
    ]);
    expect(
      happeningWords(happening('case_filed', { number: '案-1', party: '某公司' })).map(({ values }) => values),
    ).toEqual([{ text: '案-1' }, { text: '某公司' }]);
    expect(happeningWords(happening('measured', { kind: 'fine', document: '罚-1', due: '2026-12-01' }))).toEqual([
      { word: 'landCases.kind.fine', values: {} },
      { word: null, values: { text: '罚-1' } },
      { word: 'landCases.dueBy', values: { day: '2026-12-01' } },
    ]);
  });

  it('tells the proof by the day of its picture in Beijing, and by its document', () => {
    const scene = { layer: 'images', at: '2026-11-14T17:00:00Z' };

    expect(happeningWords(happening('accepted', { scene, document: null }))).toEqual([
      { word: 'landCases.byPicture', values: { day: '2026-11-15' } },
    ]);
    expect(happeningWords(happening('accepted', { scene: null, document: '收据', documentOn: '2026-11-19' }))).toEqual([
      { word: 'landCases.byDocument', values: { document: '收据', day: '2026-11-19' } },
    ]);
  });

  it('shows the photographs of a measure that is done, and of nothing else', () => {
    const hash = 'a1'.repeat(32);

    expect(happeningPhotos(happening('rectified', { photos: [hash, '../x', 7] }))).toEqual([hash]);
    expect(happeningPhotos(happening('rectified', { photos: null }))).toEqual([]);
    expect(happeningPhotos(happening('verified', { photos: [hash] }))).toEqual([]);
  });
});
