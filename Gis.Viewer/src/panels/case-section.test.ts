import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gisApi } from '../api/gis-api';
import type { CaseCard, ImageScene, PatchCard, PatchMeasure } from '../api/types';
import { i18n } from '../i18n/i18n';
import { pair } from '../state/compare';
import { provingDates } from '../state/patch-case';
import CaseSection from './CaseSection.vue';

const nothing: CaseCard = {
  filed: null,
  measures: [],
  photos: [],
  proof: null,
  on: [],
  later: [],
  needsPicture: false,
  needsDocument: false,
  allowed: { file: false, measure: false, done: false, prove: false },
};
const demolish: PatchMeasure = {
  number: 1,
  kind: 'demolish',
  areaM2: 1600,
  amountCny: null,
  document: '拆-1',
  orderedOn: '2026-10-01',
  due: '2026-10-20',
  state: 'done',
  overdue: false,
  doneOn: '2026-11-10',
  doneById: 3,
  doneBy: 'wei',
  note: null,
  photos: [],
};
const card = (state: string, of: Partial<CaseCard> = {}): PatchCard =>
  ({
    patch: {
      id: 7,
      revision: 3,
      number: '0417',
      areaM2: 1600,
      state,
      due: '2026-12-01',
      beforeOn: '2025-10-08',
      afterOn: '2026-10-12',
      bbox: [115, 38, 115.001, 38.001],
    },
    history: [],
    case: { ...nothing, ...of },
  }) as unknown as PatchCard;
const scene = (id: number, day: string): ImageScene =>
  ({
    id,
    layer: 'images',
    time: day,
    at: `${day}T00:00:00Z`,
    sensor: 'GF-2',
    cloudPercent: 2,
    resolutionM: 1,
    covers: true,
  }) as ImageScene;
const open = (shown: PatchCard) =>
  mount(CaseSection, { props: { card: shown, codes: null }, global: { plugins: [i18n] } });

describe('a patch as a case', () => {
  beforeEach(() => {
    i18n.global.locale.value = 'en';
    pair.value = { before: null, after: null };
  });
  afterEach(() => vi.restoreAllMocks());

  it('is not there for a patch that is none', () => {
    expect(open(card('judged')).find('[data-testid=case]').exists()).toBe(false);
  });

  it('is filed only by whom the server lets', () => {
    expect(open(card('case')).find('[data-testid=file-case]').exists()).toBe(false);
    expect(
      open(card('case', { allowed: { ...nothing.allowed, file: true } }))
        .find('[data-testid=file-case]')
        .exists(),
    ).toBe(true);
  });

  it('marks what is overdue, and lets an open measure be reported done', () => {
    const measures = [
      { ...demolish, state: 'ordered' as const, doneOn: null, overdue: true },
      { ...demolish, number: 2 },
    ];
    const section = open(card('rectifying', { measures, allowed: { ...nothing.allowed, done: true } }));

    expect(section.get('[data-testid=measure-1] .mark').text()).toContain('▲');
    expect(section.find('[data-testid=done-1]').exists()).toBe(true);
    expect(section.find('[data-testid=done-2]').exists()).toBe(false);
  });

  it('says on which open case a patch lies, and leads there', async () => {
    const on = [
      {
        patch: 4,
        number: '0301',
        batch: 'b',
        afterOn: null,
        state: 'rectifying',
        caseNumber: '案-1',
        nextDue: '2026-12-01',
      },
    ];
    const section = open(card('overlaid', { on: on as CaseCard['on'] }));

    await section.get('[data-testid=lies-on-case] button').trigger('click');

    expect(section.get('[data-testid=lies-on-case]').text()).toContain('due 2026-12-01');
    expect(section.emitted('open')).toEqual([[4]]);
  });

  it('lays the changed ground and the proving picture on the table before one signs, and the old pair back after', async () => {
    vi.spyOn(gisApi, 'imageScenes').mockResolvedValue({
      items: [scene(3, '2026-11-15'), scene(2, '2026-10-12'), scene(1, '2025-10-08')],
      next: null,
    });
    const stands = card('accepted');
    const prove = vi.spyOn(gisApi, 'provePatchCase').mockResolvedValue(stands);
    const section = open(
      card('rectified', { measures: [demolish], needsPicture: true, allowed: { ...nothing.allowed, prove: true } }),
    );

    await section.get('[data-testid=prove]').trigger('click');
    await flushPromises();
    expect([pair.value.before?.id, pair.value.after?.id]).toEqual([2, 3]);
    expect(provingDates.value).toEqual({ before: '2026-10-12', after: '2026-11-10' });
    await section.get('[data-testid=prove-form]').trigger('submit');
    await flushPromises();

    expect(prove).toHaveBeenCalledWith(7, {
      accepted: true,
      layer: 'images',
      at: '2026-11-15T00:00:00Z',
      document: null,
      documentOn: null,
      reason: null,
      due: null,
      revision: 3,
    });
    expect(section.emitted('acted')).toEqual([[stands]]);
    expect(provingDates.value).toBeNull();
    expect([pair.value.before?.id, pair.value.after?.id]).toEqual([1, 2]);
  });

  it('cannot be accepted without a picture that is later', async () => {
    vi.spyOn(gisApi, 'imageScenes').mockResolvedValue({ items: [scene(2, '2026-11-10')], next: null });
    const section = open(
      card('rectified', { measures: [demolish], needsPicture: true, allowed: { ...nothing.allowed, prove: true } }),
    );

    await section.get('[data-testid=prove]').trigger('click');
    await flushPromises();

    expect(section.find('[data-testid=no-proof]').exists()).toBe(true);
    expect(section.get('[data-testid=prove-confirm]').attributes('disabled')).toBeDefined();
  });
});
