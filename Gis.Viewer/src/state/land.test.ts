import { describe, expect, it } from 'vitest';
import { readMemory, recall, remember } from './land';

describe('where a person left off', () => {
  it('is found again, by each for himself', () => {
    remember(7, { patch: 12, list: 'returned', mode: 'side', judged: [3, 4] });

    expect(recall(7)).toEqual({ patch: 12, list: 'returned', mode: 'side', judged: [3, 4] });
    expect(recall(8)).toEqual({ patch: null, list: 'doubtful', mode: 'swipe', judged: [] });
  });

  it('of another make does no harm', () => {
    for (const odd of ['{', 'null', '3', '{"patch":"x","list":"all","mode":3,"judged":[1,"2",-3]}'])
      expect(readMemory(odd)).toMatchObject({ patch: null, list: 'doubtful', mode: 'swipe' });
    expect(readMemory('{"judged":[1,"2",-3]}').judged).toEqual([1]);
  });
});
