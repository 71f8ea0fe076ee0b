import { describe, expect, it } from 'vitest';
import type { Area, Me } from '../api/types';
import { AreaTree } from './area-tree';
import { harmOf } from './patch-list';
import {
  confusionOf,
  forPerson,
  heldBy,
  maySetReview,
  mayShow,
  onLine,
  verdictRoute,
  withPatchNews,
  wordOfList,
  type PatchNews,
} from './patch-assignment';

const none = { judge: false, undo: false, sendOn: false, sendBack: false, assign: false };
const review = {
  isAwaited: false,
  isBlind: false,
  maySecond: false,
  maySettle: false,
  differs: false,
  hasInterest: false,
  second: null,
};
const news = (id: number, revision: number, kind = 'judged', assignee: number | null = null): PatchNews => ({
  id,
  revision,
  kind,
  assignee,
  turn: null,
});

describe('which verdict is given', () => {
  it('is the second where one is awaited of the person, before the first', () => {
    expect(verdictRoute({ allowed: { ...none, judge: true }, review: { ...review, maySecond: true } })).toBe(
      'second-opinion',
    );
    expect(verdictRoute({ allowed: none, review: { ...review, maySettle: true } })).toBe('settle');
    expect(verdictRoute({ allowed: { ...none, judge: true }, review })).toBe('verdict');
    expect(verdictRoute({ allowed: none, review })).toBeNull();
  });

  it('says what holds it', () => {
    expect(heldBy({ allowed: none, review: { ...review, hasInterest: true, isAwaited: true } })).toBe('interest');
    expect(heldBy({ allowed: none, review: { ...review, isAwaited: true } })).toBe('awaited');
    expect(heldBy({ allowed: none, review: { ...review, differs: true } })).toBe('differs');
    expect(heldBy({ allowed: { ...none, judge: true }, review: { ...review, isAwaited: true } })).toBeNull();
  });
});

describe('what is opened', () => {
  it('is what the person may use', () => {
    expect(mayShow('spread', ['officer'])).toBe(true);
    expect(mayShow('spread', ['administrator'])).toBe(false);
    expect(mayShow('agreement', ['administrator'])).toBe(true);
    expect(mayShow('agreement', ['inspector'])).toBe(false);
    expect(mayShow('interests', ['inspector'])).toBe(true);
    expect([['officer'], ['administrator'], ['inspector']].map((roles) => mayShow('settings', roles))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is set by administrators of the whole province alone', () => {
    const areas = new AreaTree([
      { code: '130000', parent: null },
      { code: '130100', parent: '130000' },
    ] as unknown as readonly Area[]);
    const grant = (role: string, areaCode: string): Me => ({ grants: [{ role, areaCode }] }) as unknown as Me;

    expect(maySetReview(grant('administrator', '130000'), areas)).toBe(true);
    expect(maySetReview(grant('administrator', '130100'), areas)).toBe(false);
    expect(maySetReview(grant('officer', '130000'), areas)).toBe(false);
    expect(maySetReview(grant('administrator', '999999'), areas)).toBe(false);
  });
});

describe('news of patches', () => {
  it('never go back and keep what did not change', () => {
    const first = withPatchNews(new Map(), [news(1, 10), news(2, 11)]);
    expect(withPatchNews(first, [news(1, 9), news(2, 11)])).toBe(first);
    expect(withPatchNews(first, [news(1, 12)]).get(1)?.revision).toBe(12);
    expect(first.get(1)?.revision).toBe(10);
  });

  it('forget the oldest', () => {
    const many = withPatchNews(
      new Map(),
      Array.from({ length: 5_100 }, (_, id) => news(id, id)),
    );
    expect(many.size).toBe(5_000);
    expect(many.has(0)).toBe(false);
    expect(many.has(5_099)).toBe(true);
  });

  it('tell a person of what is new for him alone', () => {
    const before = withPatchNews(new Map(), [news(1, 1, 'assigned', 7)]);
    const after = withPatchNews(before, [
      news(2, 2, 'assigned', 7),
      news(3, 3, 'reminded', 7),
      news(4, 4, 'reminded', 8),
    ]);
    const person = { account: 7, grants: [] };
    expect(forPerson(after, before, person)).toEqual({ given: 1, reminded: 1, awaited: 0 });
    expect(forPerson(after, after, person)).toEqual({ given: 0, reminded: 0, awaited: 0 });
  });

  it('tell the officers of an area that it is their turn, and not whoever had the patch before', () => {
    const turn = (id: number, area: string): PatchNews => ({ ...news(id, id, 'reminded', 7), turn: area });
    const after = withPatchNews(new Map(), [turn(1, '130100'), turn(2, '130000')]);
    const told = (role: Me['roles'][number], areaCode: string): number =>
      forPerson(after, new Map(), { account: 8, grants: [{ role, areaCode, areaNameZh: '', areaNameEn: '', layers: null }] })
        .awaited; // prettier-ignore

    expect([told('officer', '130100'), told('officer', '130102'), told('inspector', '130100')]).toEqual([1, 0, 0]);
    expect(forPerson(after, new Map(), { account: 7, grants: [] })).toEqual({ given: 0, reminded: 0, awaited: 0 });
  });
});

describe('agreement', () => {
  it('is a square of all codes, with noughts where nothing was said', () => {
    expect(
      confusionOf([
        { first: 'V1', second: 'V1', count: 3 },
        { first: 'L1', second: 'V1', count: 1 },
      ]),
    ).toEqual({
      codes: ['L1', 'V1'],
      rows: [
        { code: 'L1', counts: [0, 1] },
        { code: 'V1', counts: [0, 3] },
      ],
    });
  });

  it('lies on a line from −1 to 1', () => {
    expect([-1, 0, 1, 3].map(onLine)).toEqual([0, 50, 100, 100]);
  });
});

describe('a blind row', () => {
  it('tells what it harms all the same', () => {
    expect(harmOf({ outcome: null, basicFarmlandM2: 0, redLineM2: 0, cultivatedM2: 9 })).toBe('cultivated');
  });
});

describe('the words of a list', () => {
  it('stand where the list belongs', () => {
    expect(wordOfList('head', 'second')).toBe('patchReview.head.second');
    expect(wordOfList('noneIn', 'doubtful')).toBe('land.noneIn.doubtful');
  });
});
