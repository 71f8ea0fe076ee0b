import { describe, expect, it } from 'vitest';
import type { ChangeImage } from '../api/types';
import {
  bytesText,
  draftOf,
  figuresOf,
  numbersOf,
  overlap,
  stagesOf,
  wishOf,
  wrongField,
  type ChangeAccount,
} from './change-job';

const now = Date.parse('2026-11-23T10:00:00Z');
const image = (takenOn: string | null, bbox: number[] = [114, 38, 115, 39]): ChangeImage => ({
  name: 'a.tif',
  bytes: 1000,
  width: 100,
  height: 100,
  bands: 4,
  types: ['Byte'],
  takenOn,
  bbox,
});
const draft = {
  ...draftOf({ id: 7, files: { before: image('2025-10-08'), after: image('2026-10-12') } }, now),
};

describe('a detection that is asked for', () => {
  it('takes the days from the files and a code of its own', () => {
    expect([draft.code, draft.beforeOn, draft.afterOn]).toEqual(['2026-11-D7', '2025-10-08', '2026-10-12']);
    expect(wrongField(draft, now)).toBeNull();
  });

  it('names the first field that cannot be sent', () => {
    const wrong = (part: Partial<typeof draft>) => wrongField({ ...draft, ...part }, now);
    expect(wrong({ code: ' ' })).toBe('code');
    expect(wrong({ beforeOn: null })).toBe('beforeOn');
    expect(wrong({ afterOn: '2025-10-08' })).toBe('afterOn');
    expect(wrong({ afterOn: '2026-11-24' })).toBe('afterOn');
    expect(wrong({ due: '2026-11-22' })).toBe('due');
    expect(wrong({ minAreaM2: 'much' })).toBe('minAreaM2');
    expect(wrong({ qaBand: '0' })).toBe('qaBand');
    expect(wrong({ qaBits: '3, 40' })).toBe('qaBits');
    expect(wrong({ pictureBands: '1,2' })).toBe('pictureBands');
  });

  it('is sent as numbers, and what is empty not at all', () => {
    const wish = wishOf(
      { ...draft, qaBand: '5', qaBits: '3，4', pictureBands: '3 2 1', beforeSensor: ' GF-2 ' },
      'real',
    );
    expect(wish).toMatchObject({
      minAreaM2: 200,
      qaBand: 5,
      qaBits: [3, 4],
      pictureBands: [3, 2, 1],
      beforeSensor: 'GF-2',
      afterSensor: null,
    });
    expect(wishOf({ ...draft, minAreaM2: '', pictures: false, pictureBands: '1' }, 'demo')).toMatchObject({
      minAreaM2: null,
      pictures: false,
      pictureBands: null,
      origin: 'demo',
    });
  });

  it('reads lists of numbers as people write them', () => {
    expect(numbersOf(' 3, 4、5 ')).toEqual([3, 4, 5]);
    expect(numbersOf('')).toEqual([]);
    expect(numbersOf('-1')).toBeNull();
  });
});

describe('a detection under way', () => {
  it('shows what is done, what is at work and what comes', () => {
    const at = stagesOf({ stage: 'score', state: 'running', wish: null }).map((one) => one.at);
    expect(at).toEqual(['done', 'done', 'now', 'later', 'later', 'later', 'later', 'later', 'later']);
  });

  it('has no stage of pictures where none are asked for', () => {
    const wish = wishOf({ ...draft, pictures: false }, 'real');
    const stages = stagesOf({ stage: 'patches', state: 'done', wish });
    expect(stages.map((one) => one.stage)).not.toContain('pictures');
    expect(stages.every((one) => one.at === 'done')).toBe(true);
  });
});

describe('what comes of it', () => {
  it('tells the worst band and the whole time', () => {
    const account = {
      normalisation: [
        { band: 1, gain: 0.8, rSquared: 0.99 },
        { band: 2, gain: 1.1, rSquared: 0.95 },
      ],
      seconds: { read: 1.5, score: 2 },
    } as unknown as ChangeAccount;
    expect(figuresOf(account)).toEqual({ worstRSquared: 0.95, gains: [0.8, 1.1], seconds: 3.5 });
  });

  it('knows images that do not meet', () => {
    expect(overlap(image(null), image(null, [114.5, 38.5, 116, 40]))).toBe(true);
    expect(overlap(image(null), image(null, [116, 38, 117, 39]))).toBe(false);
  });

  it('says sizes as people do', () => {
    expect([bytesText(400), bytesText(2_500_000), bytesText(3.2e9)]).toEqual(['1 KB', '2.5 MB', '3.20 GB']);
  });
});
