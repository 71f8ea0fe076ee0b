import { ref, shallowRef } from 'vue';
import type { Position } from '../geo/position';
import { compareModes, type CompareMode } from './compare';
import { listOf, type PatchList } from './patch-list';

/** The patch on the light table, and the list that it is taken from: of one batch, of one area; null: of all that one may see. */
export const landPatch = ref<number | null>(null);
export const landList = ref<PatchList>('doubtful');
export const landBatch = ref<number | null>(null);
export const landArea = ref<string | null>(null);

/** Others are listed: the first of them comes to the table. */
export function narrow(to: { readonly batch?: number | null; readonly area?: string | null }): void {
  if (to.batch !== undefined) landBatch.value = to.batch;
  if (to.area !== undefined) landArea.value = to.area;
  landPatch.value = null;
}

/** The place whose parcel and life line are shown, instead of a patch or beside it. */
export const landPlace = shallowRef<Position | null>(null);

/** Where a person left off, on this device. */
export interface LandMemory {
  readonly patch: number | null;
  readonly list: PatchList;
  readonly mode: CompareMode;
  /** Patches judged last, which can still be taken back. */
  readonly judged: readonly number[];
}

const nothing: LandMemory = { patch: null, list: 'doubtful', mode: 'swipe', judged: [] };
const mostJudged = 50;
const keyOf = (account: number): string => `gis.land.${account}`;
const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** What was kept may be of another version of this page, or of nobody: what does not fit is left out. */
export function readMemory(text: string | null): LandMemory {
  if (text === null) return nothing;
  let kept: Partial<Record<keyof LandMemory, unknown>>;
  try {
    kept = (JSON.parse(text) ?? {}) as typeof kept;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return nothing;
  }
  return {
    patch: isId(kept.patch) ? kept.patch : null,
    list: listOf(kept.list) ?? 'doubtful',
    mode: compareModes.find((one) => one === kept.mode) ?? 'swipe',
    judged: Array.isArray(kept.judged) ? kept.judged.filter(isId).slice(-mostJudged) : [],
  };
}

export const recall = (account: number): LandMemory => readMemory(localStorage.getItem(keyOf(account)));
export const remember = (account: number, memory: LandMemory): void =>
  localStorage.setItem(keyOf(account), JSON.stringify({ ...memory, judged: memory.judged.slice(-mostJudged) }));
