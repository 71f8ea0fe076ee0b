import type { PatchVerdict } from '../api/types';
import { unchecked } from './patch-list';

/** A verdict that is being made up: which, what was looked at, and why. */
export interface VerdictDraft {
  readonly verdict: string | null;
  readonly checked: ReadonlySet<string>;
  readonly reason: string;
}

export const emptyDraft: VerdictDraft = { verdict: null, checked: new Set(), reason: '' };

/** What is still missing before it can be given; null where nothing is. */
export type Missing = 'verdict' | 'checklist' | 'reason' | null;

export function missing(draft: VerdictDraft, verdict: PatchVerdict | null): Missing {
  if (!verdict) return 'verdict';
  if (unchecked(verdict, draft.checked).length > 0) return 'checklist';
  return verdict.needsReason && draft.reason.trim() === '' ? 'reason' : null;
}

/** Another verdict asks other things; what was looked at already stays looked at. A reason is proposed where one is needed and none is written. */
export function chosen(draft: VerdictDraft, verdict: PatchVerdict, proposal: string): VerdictDraft {
  const isUntouched = draft.reason === '' || draft.reason === proposal;
  return {
    verdict: verdict.code,
    checked: draft.checked,
    reason: isUntouched ? (verdict.needsReason ? proposal : '') : draft.reason,
  };
}

export function ticked(draft: VerdictDraft, item: string): VerdictDraft {
  const checked = new Set(draft.checked);
  if (!checked.delete(item)) checked.add(item);
  return { ...draft, checked };
}

/** What goes to the server: each item of the verdict's checklist with its answer. */
export const checklistOf = (draft: VerdictDraft, verdict: PatchVerdict): Readonly<Record<string, boolean>> =>
  Object.fromEntries(verdict.checklist.map((item) => [item, draft.checked.has(item)]));
