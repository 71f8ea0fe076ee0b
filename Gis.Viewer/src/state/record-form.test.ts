import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../api/types';
import { recordOf, wishOf } from './record-form';

const entry = {
  titleZh: '道路',
  titleEn: 'Roads',
  licence: 'CC0-1.0',
  ownerAccount: null,
  findable: true,
  words: { ownerZh: '测绘院', keywordsZh: ['路', '网'], updateEveryDays: 30, timeFrom: '2020-01-01' },
} as unknown as CatalogueEntry;

describe('the form of a record', () => {
  it('sends what it was given where nothing is changed', () => {
    const wish = wishOf(recordOf(entry));
    expect(wish).toMatchObject({
      titleZh: '道路',
      licence: 'CC0-1.0',
      ownerAccount: null,
      findable: true,
      confirm: false,
    });
    expect(wish.words).toMatchObject({
      ownerZh: '测绘院',
      ownerEn: '',
      keywordsZh: ['路', '网'],
      keywordsEn: [],
      updateEveryDays: 30,
      timeFrom: '2020-01-01',
      timeTo: null,
    });
  });

  it('divides lists at commas of both scripts and drops what is empty', () => {
    const form = { ...recordOf(entry), keywordsZh: '路，网、, 桥 ;', updateEveryDays: '', ownerAccount: ' wei ' };
    expect(wishOf(form).words.keywordsZh).toEqual(['路', '网', '桥']);
    expect(wishOf(form).words.updateEveryDays).toBeNull();
    expect(wishOf(form).ownerAccount).toBe('wei');
  });

  it('leaves a duty that is no number for the server to refuse', () => {
    expect(wishOf({ ...recordOf(entry), updateEveryDays: 'often' }).words.updateEveryDays).toBe(0);
  });
});
