import { describe, expect, it } from 'vitest';
import type { PatchVerdict } from '../api/types';
import { checklistOf, chosen, emptyDraft, missing, ticked } from './verdict-draft';

const lawful = {
  code: 'L1',
  needsReason: false,
  checklist: ['document_seen', 'within_bounds'],
} as unknown as PatchVerdict;
const unlawful = { code: 'V1', needsReason: true, checklist: ['ground_seen'] } as unknown as PatchVerdict;

describe('a verdict', () => {
  it('waits for its checklist and its reason, in this order', () => {
    expect(missing(emptyDraft, null)).toBe('verdict');
    const draft = chosen(emptyDraft, unlawful, '');
    expect(missing(draft, unlawful)).toBe('checklist');
    const looked = ticked(draft, 'ground_seen');
    expect(missing(looked, unlawful)).toBe('reason');
    expect(missing({ ...looked, reason: ' built ' }, unlawful)).toBeNull();
  });

  it('brings a reason along where one is needed, and keeps what a person wrote', () => {
    const draft = chosen(emptyDraft, unlawful, 'takes 3 mu');
    expect(draft.reason).toBe('takes 3 mu');
    expect(chosen(draft, lawful, 'takes 3 mu').reason).toBe('');
    expect(chosen({ ...draft, reason: 'mine' }, lawful, 'takes 3 mu').reason).toBe('mine');
  });

  it('sends each item with its answer', () => {
    expect(checklistOf(ticked(emptyDraft, 'document_seen'), lawful)).toEqual({
      document_seen: true,
      within_bounds: false,
    });
    expect(ticked(ticked(emptyDraft, 'document_seen'), 'document_seen').checked.size).toBe(0);
  });
});
