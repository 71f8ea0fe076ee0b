import { shallowRef } from 'vue';
import type {
  CaseCard,
  ImageScene,
  MeasureKind,
  MeasureOrderWish,
  MeasurePhoto,
  PatchMeasure,
  PatchRow,
} from '../api/types';
import type { CameraFacts } from './camera-facts';
import { choosePair, dayOf, littleCloudPercent, type Pair, type SceneFacts } from './image-pair';

export const measureKinds: readonly MeasureKind[] = ['demolish', 'confiscate', 'fine', 'legalise'];

/** States in which a patch is a case that is not struck off yet. */
const openStates: readonly string[] = ['case', 'rectifying', 'rectified'];
export const isOpenCase = (state: string): boolean => openStates.includes(state);

/** Days that a measure is given at first. */
const usualDays = 30;
const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;

/** The Beijing day at a time, some days on. */
export const dayText = (ms: number, plusDays = 0): string =>
  new Date(ms + zoneMs + plusDays * dayMs).toISOString().slice(0, 10);

/** A measure while it is written. */
export interface MeasureDraft {
  readonly kind: MeasureKind;
  readonly areaM2: number | null;
  readonly amountCny: number | null;
  readonly document: string;
  readonly orderedOn: string | null;
  readonly due: string | null;
}

export const newMeasure = (nowMs: number, areaM2: number): MeasureDraft => ({
  kind: 'demolish',
  areaM2: Math.round(areaM2 * 100) / 100,
  amountCny: null,
  document: '',
  orderedOn: dayText(nowMs),
  due: dayText(nowMs, usualDays),
});

/** Only land that is torn down or taken over must have an area; only a fine has an amount. */
export const needsArea = (kind: MeasureKind): boolean => kind === 'demolish' || kind === 'confiscate';

export const isWhole = (draft: MeasureDraft): boolean =>
  draft.document.trim() !== '' &&
  draft.orderedOn !== null &&
  draft.due !== null &&
  draft.due >= draft.orderedOn &&
  (!needsArea(draft.kind) || (draft.areaM2 ?? 0) > 0) &&
  (draft.kind !== 'fine' || (draft.amountCny ?? 0) > 0);

export const wishOf = (draft: MeasureDraft): MeasureOrderWish => ({
  kind: draft.kind,
  areaM2: draft.areaM2 !== null && draft.areaM2 > 0 ? draft.areaM2 : null,
  amountCny: draft.kind === 'fine' ? draft.amountCny : null,
  document: draft.document.trim(),
  orderedOn: draft.orderedOn,
  due: draft.due,
});

/** The last day on which the ground was put right; where no measure touches the ground, of all. */
export function lastDoneOn(measures: readonly PatchMeasure[]): string | null {
  const onGround = measures.filter((one) => one.kind === 'demolish');
  const days = (onGround.length > 0 ? onGround : measures).flatMap((one) => one.doneOn ?? []);
  return days.sort().at(-1) ?? null;
}

/** Pictures that may prove that the land is put right: later than the work, whole, with little cloud; the next one first. */
export function provingScenes<S extends SceneFacts>(scenes: readonly S[], doneOn: string | null): readonly S[] {
  return scenes
    .filter(
      (one) =>
        one.covers &&
        (one.cloudPercent === null || one.cloudPercent <= littleCloudPercent) &&
        (doneOn === null || dayOf(one.at) > dayOf(doneOn)),
    )
    .sort((a, b) => dayOf(a.at) - dayOf(b.at) || a.id - b.id);
}

/** What is looked at before one signs: the ground as it was changed, and as it is now. */
export const provingPair = (
  scenes: readonly ImageScene[],
  patch: Pick<PatchRow, 'beforeOn' | 'afterOn'>,
  proof: ImageScene | null,
): Pair<ImageScene> => ({
  before: choosePair(
    scenes.filter((one) => one.id !== proof?.id),
    patch.beforeOn,
    patch.afterOn,
  ).after,
  after: proof,
});

/** The dates that the pictures on the light table stand for while a case is proved; null: those of the patch. */
export const provingDates = shallowRef<{ readonly before: string | null; readonly after: string | null } | null>(null);

/** What a case waits for, in one word. */
export type CaseStep = 'file' | 'carryOut' | 'prove' | 'closed' | 'none';
export function stepOf(state: string, card: Pick<CaseCard, 'filed'>): CaseStep {
  if (state === 'case') return 'file';
  if (state === 'rectifying') return 'carryOut';
  if (state === 'rectified') return 'prove';
  if (state === 'accepted') return 'closed';
  return card.filed === null ? 'none' : 'closed';
}

/** As many photographs as the server takes with one report. */
export const mostPhotosOfMeasure = 50;

/** A photograph that is to go with the report of a measure. */
export interface ChosenPhoto {
  readonly id: string;
  readonly name: string;
  readonly bytes: ArrayBuffer;
  readonly facts: CameraFacts;
  /** By which the server knows it, once it was sent: a report that was refused sends it no second time. */
  readonly hash: string | null;
}

/** Sends what was not sent yet, one after another; tells after each how they stand, so that nothing is sent twice. */
export async function sendChosen(
  photos: readonly ChosenPhoto[],
  send: (bytes: ArrayBuffer) => Promise<{ readonly hash: string }>,
  stands: (photos: readonly ChosenPhoto[]) => void,
): Promise<readonly string[]> {
  let now = photos;
  for (const { id, bytes, hash } of photos) {
    if (hash !== null) continue;
    const sent = await send(bytes);
    now = now.map((one) => (one.id === id ? { ...one, hash: sent.hash } : one));
    stands(now);
  }
  return [...new Set(now.flatMap(({ hash }) => hash ?? []))];
}

/** The photographs of a measure with what is known of each. */
export const photosOf = (
  measure: Pick<PatchMeasure, 'photos'>,
  known: readonly MeasurePhoto[],
): readonly { readonly hash: string; readonly facts: MeasurePhoto | null }[] =>
  measure.photos.map((hash) => ({ hash, facts: known.find((one) => one.hash === hash) ?? null }));

export const openCount = (measures: readonly PatchMeasure[]): number =>
  measures.filter((one) => one.state === 'ordered' || one.state === 'refused').length;
