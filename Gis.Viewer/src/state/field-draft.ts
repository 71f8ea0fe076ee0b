import type { FieldCheckRequest, FieldTask } from '../api/types';
import { squareMetres, type FieldForm, type Shown } from './field-task';

/** A photograph as the phone keeps it until it is sent. */
export interface KeptPhoto extends Shown {
  readonly id: string;
  readonly account: number;
  readonly patch: number;
  readonly lon: number;
  readonly lat: number;
  readonly azimuthSource: 'compass' | 'manual';
  readonly takenAt: string;
  readonly hash: string;
  readonly device: string;
  /** Null once it is sent: the server has it. */
  readonly bytes: ArrayBuffer | null;
  readonly sentAt: string | null;
  readonly refusal: string | null;
}

/** What is being found out about a patch; it carries its task, so that nothing is lost when the patch is given to somebody else. */
export interface FieldDraft {
  readonly account: number;
  readonly patch: number;
  readonly task: FieldTask;
  readonly form: FieldForm;
  /** When it was finished on the phone, and the id by which the server knows it: sent twice it is one check. */
  readonly finishedAt: string | null;
  readonly clientId: string | null;
  readonly sentAt: string | null;
  /** What the server made of it: the patch's revision then. */
  readonly sentEvent: number | null;
  readonly refusal: string | null;
}

/** The patch was checked and has come back since: sent back, or given once more. */
export const isAnew = (draft: FieldDraft, task: FieldTask): boolean =>
  draft.sentEvent !== null && task.patch.revision > draft.sentEvent;

/** A photograph that counts, and by which it is named. */
export interface Proof extends Shown {
  readonly hash: string;
}

/** What proves a check: the photographs on the phone, and those that the server has of the same work. */
export function proofs(task: FieldTask, account: number, kept: readonly KeptPhoto[]): readonly Proof[] {
  const sent = task.photos.filter(
    (photo) => photo.accountId === account && Date.parse(photo.takenAt) >= Date.parse(task.photosSince),
  );
  return [...kept, ...sent.filter(({ hash }) => !kept.some((one) => one.hash === hash))];
}

export type DraftState = 'open' | 'waiting' | 'refused' | 'sent';

export const draftState = (draft: FieldDraft, photos: readonly KeptPhoto[]): DraftState =>
  draft.sentAt !== null
    ? 'sent'
    : draft.finishedAt === null
      ? 'open'
      : draft.refusal !== null || photos.some(({ refusal }) => refusal !== null)
        ? 'refused'
        : 'waiting';

export type Step = { readonly kind: 'photo'; readonly photo: KeptPhoto } | { readonly kind: 'check' };

/** What is to be sent next of a finished check: its photographs in the order they were taken, then the check; null where it waits for a person or is done. */
export function nextStep(draft: FieldDraft, photos: readonly KeptPhoto[]): Step | null {
  if (draftState(draft, photos) !== 'waiting') return null;
  const photo = [...photos]
    .filter(({ sentAt }) => sentAt === null)
    .sort((a, b) => a.takenAt.localeCompare(b.takenAt) || a.id.localeCompare(b.id))[0];
  return photo ? { kind: 'photo', photo } : { kind: 'check' };
}

/** What lies on the phone and nowhere else. */
export function unsent(
  drafts: readonly FieldDraft[],
  photos: readonly KeptPhoto[],
): { readonly checks: number; readonly photos: number } {
  return {
    checks: drafts.filter(({ finishedAt, sentAt }) => finishedAt !== null && sentAt === null).length,
    photos: photos.filter(({ sentAt }) => sentAt === null).length,
  };
}

export function checkOf(draft: FieldDraft, photos: readonly KeptPhoto[]): FieldCheckRequest {
  const { form } = draft;
  return {
    use: form.use.trim(),
    party: form.party.trim(),
    startedOn: form.startedOn || null,
    builtM2: squareMetres(form.builtM2),
    fenced: form.fenced,
    note: form.note.trim() || null,
    photos: proofs(draft.task, draft.account, photos).map(({ hash }) => hash),
    clientId: draft.clientId,
  };
}
