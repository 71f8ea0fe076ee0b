import { describe, expect, it } from 'vitest';
import type { ImageScene, MeasurePhoto, PatchMeasure } from '../api/types';
import {
  dayText,
  isWhole,
  lastDoneOn,
  newMeasure,
  photosOf,
  provingPair,
  provingScenes,
  sendChosen,
  stepOf,
  wishOf,
  type ChosenPhoto,
} from './patch-case';

const nowMs = Date.parse('2026-11-20T17:30:00Z');
const scene = (id: number, at: string, more: Partial<ImageScene> = {}): ImageScene =>
  ({ id, at: `${at}T00:00:00Z`, cloudPercent: 2, resolutionM: 1, covers: true, ...more }) as ImageScene;
const measure = (kind: PatchMeasure['kind'], doneOn: string | null): PatchMeasure =>
  ({ kind, doneOn, state: doneOn === null ? 'ordered' : 'done' }) as PatchMeasure;

describe('a measure while it is written', () => {
  const draft = { ...newMeasure(nowMs, 1600.004), document: '拆-1' };

  it('begins as tearing all of it down within a month, by the day in Beijing', () => {
    expect(draft).toMatchObject({ kind: 'demolish', areaM2: 1600, orderedOn: '2026-11-21', due: '2026-12-21' });
    expect(dayText(nowMs, -1)).toBe('2026-11-20');
  });

  it('is whole with its document, its days in order, its area or amount', () => {
    expect(isWhole(draft)).toBe(true);
    expect(isWhole({ ...draft, document: ' ' })).toBe(false);
    expect(isWhole({ ...draft, due: '2026-11-20' })).toBe(false);
    expect(isWhole({ ...draft, areaM2: null })).toBe(false);
    expect(isWhole({ ...draft, kind: 'legalise', areaM2: null })).toBe(true);
    expect(isWhole({ ...draft, kind: 'fine' })).toBe(false);
    expect(isWhole({ ...draft, kind: 'fine', amountCny: 500 })).toBe(true);
  });

  it('sends an amount only of a fine', () => {
    expect(wishOf({ ...draft, amountCny: 500 }).amountCny).toBeNull();
    expect(wishOf({ ...draft, kind: 'fine', amountCny: 500, areaM2: 0 })).toMatchObject({
      amountCny: 500,
      areaM2: null,
    });
  });
});

describe('the picture that proves', () => {
  const done = [measure('demolish', '2026-11-10'), measure('fine', '2026-11-18')];

  it('is later than the work on the ground, whole and clear, and the next one comes first', () => {
    const scenes = [
      scene(1, '2026-11-19'),
      scene(2, '2026-11-10'),
      scene(3, '2026-11-12', { cloudPercent: null }),
      scene(4, '2026-11-13', { cloudPercent: 60 }),
      scene(5, '2026-11-14', { covers: false }),
    ];

    expect(lastDoneOn(done)).toBe('2026-11-10');
    expect(provingScenes(scenes, lastDoneOn(done)).map(({ id }) => id)).toEqual([3, 1]);
    expect(lastDoneOn([measure('fine', '2026-11-18')])).toBe('2026-11-18');
    expect(lastDoneOn([measure('fine', null)])).toBeNull();
  });

  it('is looked at beside the ground as it was changed', () => {
    const [before, changed, proof] = [scene(1, '2025-10-08'), scene(2, '2026-10-12'), scene(3, '2026-11-15')];
    const patch = { beforeOn: '2025-10-08', afterOn: '2026-10-12' };

    expect(provingPair([before, changed, proof], patch, proof)).toEqual({ before: changed, after: proof });
    expect(provingPair([before, changed], patch, null)).toEqual({ before: changed, after: null });
  });
});

it('a case waits for its filing, its measures, its proof, or nothing', () => {
  expect(
    ['case', 'rectifying', 'rectified', 'accepted', 'judged'].map((state) => stepOf(state, { filed: null })),
  ).toEqual(['file', 'carryOut', 'prove', 'closed', 'none']);
});

describe('photographs of a measure', () => {
  const untold = { lon: null, lat: null, azimuthDeg: null, takenAt: null };
  const chosen = (id: string, hash: string | null = null): ChosenPhoto => ({
    id,
    name: `${id}.jpg`,
    bytes: new ArrayBuffer(Number(id)),
    facts: untold,
    hash,
  });

  it('are sent once each, also where a report has to be sent again', async () => {
    let stand: readonly ChosenPhoto[] = [chosen('1'), chosen('2'), chosen('3')];
    const sent: number[] = [];
    const send = (bytes: ArrayBuffer): Promise<{ hash: string }> => {
      sent.push(bytes.byteLength);
      return sent.length === 2
        ? Promise.reject(new Error('no link'))
        : Promise.resolve({ hash: `h${bytes.byteLength}` });
    };

    await expect(sendChosen(stand, send, (now) => (stand = now))).rejects.toThrow('no link');
    expect(stand.map(({ hash }) => hash)).toEqual(['h1', null, null]);
    expect(await sendChosen(stand, send, (now) => (stand = now))).toEqual(['h1', 'h2', 'h3']);
    expect(sent).toEqual([1, 2, 2, 3]);
  });

  it('are named once where the same picture was chosen twice', async () => {
    const hashes = await sendChosen(
      [chosen('1'), chosen('2')],
      () => Promise.resolve({ hash: 'same' }),
      () => undefined,
    );

    expect(hashes).toEqual(['same']);
  });

  it('stand in the order of the report, with what is known of each', () => {
    const facts = { hash: 'b', by: 'wei' } as MeasurePhoto;

    expect(photosOf({ photos: ['a', 'b'] }, [facts])).toEqual([
      { hash: 'a', facts: null },
      { hash: 'b', facts },
    ]);
  });
});
