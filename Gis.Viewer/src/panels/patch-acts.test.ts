import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gisApi } from '../api/gis-api';
import type { PatchCard } from '../api/types';
import { i18n } from '../i18n/i18n';
import PatchActs from './PatchActs.vue';

const nothing = { judge: false, undo: false, sendOn: false, sendBack: false, assign: false };
const card = (allowed: Partial<PatchCard['allowed']>): PatchCard =>
  ({
    patch: { id: 7, revision: 3, areaCode: '130183', number: '0417' },
    allowed: { ...nothing, ...allowed },
  }) as PatchCard;
const open = (allowed: Partial<PatchCard['allowed']> = {}) =>
  mount(PatchActs, { props: { card: card(allowed) }, global: { plugins: [i18n] } });

describe('what is done with a patch beside judging it', () => {
  beforeEach(() => {
    i18n.global.locale.value = 'en';
  });
  afterEach(() => vi.restoreAllMocks());

  it('offers only what is allowed', () => {
    expect(open().find('[data-testid=send-on]').exists()).toBe(false);
    expect(open({ sendBack: true }).find('[data-testid=send-on]').exists()).toBe(false);
    expect(open({ sendBack: true }).find('[data-testid=send-back]').exists()).toBe(true);
    expect(open({ sendOn: true }).find('[data-testid=send-on]').exists()).toBe(true);
  });

  it('sends on upon the revision that was seen, and tells how the patch stands then', async () => {
    const stands = card({ sendBack: true });
    const send = vi.spyOn(gisApi, 'sendPatchOn').mockResolvedValue(stands);
    const acts = open({ sendOn: true });

    await acts.get('[data-testid=send-on]').trigger('click');
    await flushPromises();

    expect(send).toHaveBeenCalledWith(7, { reason: null, revision: 3 });
    expect(acts.emitted('acted')).toEqual([[stands]]);
  });

  it('says beside the button why there is no evidence', async () => {
    vi.spyOn(gisApi, 'patchEvidence').mockRejectedValue(new Error('not printed'));
    const acts = open();

    await acts.get('[data-testid=evidence-pdf]').trigger('click');
    await flushPromises();

    expect(acts.find('[data-testid=refusal]').exists()).toBe(true);
    expect(acts.get('[data-testid=evidence-pdf]').attributes('disabled')).toBeUndefined();
  });
});
