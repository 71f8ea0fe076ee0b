import { ref, shallowRef } from 'vue';
import type { Me, PatchCard } from '../api/types';
import type { AreaTree } from './area-tree';
import { reviewLists, type PatchList, type ReviewList } from './patch-list';

/** What of the assignment is open: for one patch, for a batch, one's interests, how verdicts agree, or the settings of it all. */
export type AssignShown = 'one' | 'spread' | 'interests' | 'agreement' | 'settings';
export const assignShown = ref<AssignShown | null>(null);
/** The server decides; this keeps what it would refuse off the screen. */
export const mayShow = (what: AssignShown, roles: readonly string[]): boolean =>
  what === 'interests' ||
  roles.includes('officer') ||
  ((what === 'agreement' || what === 'settings') && roles.includes('administrator'));
/** Terms, shares and calendar are the whole province's: an administrator of all of it sets them. */
export const maySetReview = (me: Pick<Me, 'grants'>, areas: AreaTree): boolean =>
  me.grants.some(({ role, areaCode }) => role === 'administrator' && areas.find(areaCode)?.parent === null);
export function showAssign(what: AssignShown, roles: readonly string[]): void {
  if (mayShow(what, roles)) assignShown.value = what;
}

export const isReviewList = (list: PatchList): list is ReviewList => (reviewLists as readonly string[]).includes(list);

/** Under which key the words of a list stand. */
export const wordOfList = (part: 'head' | 'noneIn', list: PatchList): string =>
  `${isReviewList(list) ? 'patchReview' : 'land'}.${part}.${list}`;

type Allowed = Pick<PatchCard, 'allowed' | 'review'>;

/** Which of the three verdicts the person would give now; null: none. */
export function verdictRoute(card: Allowed): 'verdict' | 'second-opinion' | 'settle' | null {
  if (card.review?.maySecond) return 'second-opinion';
  if (card.review?.maySettle) return 'settle';
  return card.allowed.judge ? 'verdict' : null;
}

/** Why no verdict can be given though the state would allow one; null where that is not why. */
export function heldBy(card: Allowed): 'interest' | 'differs' | 'awaited' | null {
  if (!card.review || verdictRoute(card) !== null) return null;
  if (card.review.hasInterest) return 'interest';
  if (card.review.differs) return 'differs';
  return card.review.isAwaited ? 'awaited' : null;
}

/** News of one patch as the log tells it: what it says now must be asked for. */
export interface PatchNews {
  readonly id: number;
  readonly revision: number;
  readonly kind: string | null;
  readonly assignee: number | null;
  /** The area whose officers were reminded, where it is their turn and nobody's in particular. */
  readonly turn: string | null;
}

/** The newest revision heard of each patch, and what of it was said last. */
export const patchNews = shallowRef<ReadonlyMap<number, PatchNews>>(new Map());
const mostNews = 5_000;

/** What is told may come twice and late: a revision never goes back. The oldest are forgotten. */
export function withPatchNews(
  known: ReadonlyMap<number, PatchNews>,
  heard: readonly PatchNews[],
): ReadonlyMap<number, PatchNews> {
  const fresh = heard.filter(({ id, revision }) => (known.get(id)?.revision ?? -1) < revision);
  if (fresh.length === 0) return known;
  const next = new Map(known);
  for (const one of fresh) {
    next.delete(one.id);
    next.set(one.id, one);
  }
  for (const id of next.keys()) {
    if (next.size <= mostNews) break;
    next.delete(id);
  }
  return next;
}

/** Patches that were given to the person, of which he was reminded, or which wait for the officers of his areas, since the news before. */
export function forPerson(
  news: ReadonlyMap<number, PatchNews>,
  before: ReadonlyMap<number, PatchNews>,
  { account, grants }: Pick<Me, 'account' | 'grants'>,
): { readonly given: number; readonly reminded: number; readonly awaited: number } {
  const fresh = [...news.values()].filter((one) => before.get(one.id)?.revision !== one.revision);
  const mine = fresh.filter((one) => one.assignee === account && one.turn === null);
  const isTurn = ({ turn }: PatchNews): boolean =>
    turn !== null && grants.some(({ role, areaCode }) => role === 'officer' && areaCode === turn);
  return {
    given: mine.filter(({ kind }) => kind === 'assigned').length,
    reminded: mine.filter(({ kind }) => kind === 'reminded').length,
    awaited: fresh.filter((one) => one.kind === 'reminded' && isTurn(one)).length,
  };
}

/** A confusion matrix with its rows and columns in the order of the codes. */
export interface Confusion {
  readonly codes: readonly string[];
  readonly rows: readonly { readonly code: string; readonly counts: readonly number[] }[];
}

export function confusionOf(
  cells: readonly { readonly first: string; readonly second: string; readonly count: number }[],
): Confusion {
  const codes = [...new Set(cells.flatMap(({ first, second }) => [first, second]))].sort();
  const at = new Map(cells.map(({ first, second, count }) => [`${first} ${second}`, count]));
  return {
    codes,
    rows: codes.map((code) => ({ code, counts: codes.map((other) => at.get(`${code} ${other}`) ?? 0) })),
  };
}

/** Where a kappa or the ends of its interval stand on a line from −1 to 1, in percent. */
export const onLine = (value: number): number => ((Math.min(1, Math.max(-1, value)) + 1) / 2) * 100;
