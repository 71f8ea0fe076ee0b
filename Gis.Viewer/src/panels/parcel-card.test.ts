import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gisApi } from '../api/gis-api';
import { Problem } from '../api/problem';
import { i18n } from '../i18n/i18n';
import { aContradiction, aLifeStep, aParcelCard } from '../../testing/land-samples';
import ParcelCard from './ParcelCard.vue';

const card = aParcelCard({
  steps: [
    aLifeStep({
      theme: 'supplement',
      layer: 'supplements',
      feature: 9,
      number: 'S-1',
      on: '2022-11-05',
      touches: false,
    }),
    aLifeStep({
      theme: 'approval',
      layer: 'approvals',
      feature: 1,
      number: 'A-1',
      on: '2023-03-01',
      status: 'expired',
      dates: { valid_from: '2023-03-01', valid_to: '2025-03-01' },
      links: [{ role: 'supplement', number: 'S-1', feature: 9 }],
    }),
    aLifeStep({
      theme: 'use',
      layer: 'land_uses',
      feature: 2,
      number: 'U-1',
      on: '2024-08-01',
      links: [{ role: 'supply', number: 'G-9', feature: null }],
    }),
    aLifeStep({ theme: 'basic_farmland', layer: 'farmland', feature: 3, number: null, on: null, share: 0.158 }),
    aLifeStep({ theme: 'geology', layer: 'geology', feature: 4, on: null, isSliver: true }),
  ],
  contradictions: [
    aContradiction({
      other: { theme: 'supply', layer: 'supplies', feature: 5, number: 'G-1' },
      areaM2: 1200,
    }),
    aContradiction({
      rule: 'use_before_approval',
      areaM2: null,
      other: { theme: 'approval', layer: 'approvals', feature: 1, number: 'A-1' },
      parameters: { startedOn: '2022-06-01', approvedOn: '2023-03-01' },
    }),
  ],
  notJudged: ['mining_outside_right'],
});

async function show(
  props: InstanceType<typeof ParcelCard>['$props'],
  language: 'en' | 'zh' = 'en',
): Promise<VueWrapper> {
  i18n.global.locale.value = language;
  const wrapper = mount(ParcelCard, { props, global: { plugins: [i18n] }, attachTo: document.body });
  await flushPromises();
  return wrapper;
}

describe('the card of a parcel', () => {
  beforeEach(() => {
    vi.spyOn(gisApi, 'landParcel').mockResolvedValue(card);
  });
  afterEach(() => {
    document.body.innerHTML = '';
    vi.restoreAllMocks();
  });

  it('tells the parcel and its line in order', async () => {
    const wrapper = await show({ parcelId: 7 });
    const text = wrapper.get('[data-testid="life-line"]').text();

    expect(wrapper.text()).toContain('Parcel 0417');
    expect(wrapper.text()).toContain('15.00');
    expect(text.indexOf('S-1')).toBeLessThan(text.indexOf('A-1'));
    expect(text.indexOf('A-1')).toBeLessThan(text.indexOf('U-1'));
    expect(text).toContain('G-9 (not found)');
    expect(text).toContain('ends 2025-03-01');
  });

  it('tells what contradicts, in the words of the rule and of the reader', async () => {
    const english = await show({ parcelId: 7 });
    expect(english.get('[data-testid="contradictions"]').text()).toContain('1.80 mu beyond G-1');
    expect(english.get('[data-testid="contradictions"]').text()).toContain(
      'begun 2022-06-01, approved 2023-03-01 (A-1)',
    );
    english.unmount();

    expect((await show({ parcelId: 7 }, 'zh')).get('[data-testid="contradictions"]').text()).toContain(
      '超出 G-1 1.80 亩',
    );
  });

  it('tells what lies on the parcel, and that slivers and rules were left out', async () => {
    const wrapper = await show({ parcelId: 7 });

    expect(wrapper.get('[data-testid="standing"]').text()).toContain('Permanent basic farmland');
    expect(wrapper.get('[data-testid="standing"]').text()).toContain('15.8');
    expect(wrapper.get('[data-testid="standing"]').text()).not.toContain('Geological hazard');
    expect(wrapper.text()).toContain('1 more touch');
    expect(wrapper.text()).toContain('1 rules were not asked');
  });

  it('leads to a step and to the place of a finding', async () => {
    const wrapper = await show({ parcelId: 7 });

    await wrapper.get('[data-testid="step-approval"]').trigger('click');
    await wrapper.get('[data-testid="contradictions"] button').trigger('click');

    expect(wrapper.emitted('step')?.[0]).toEqual([card.steps[1]]);
    expect(wrapper.emitted('place')?.[0]).toEqual([{ lon: 114.5, lat: 38 }]);
  });

  it('asks by place where it is given one', async () => {
    const at = vi.spyOn(gisApi, 'landAt').mockResolvedValue(aParcelCard({ parcel: null }));

    const wrapper = await show({ lon: 114.5, lat: 38 });

    expect(at.mock.calls[0]![0]).toMatchObject({ lon: 114.5, lat: 38 });
    expect(wrapper.text()).toContain('Nothing of land here');
  });

  it('says that there is none to be seen', async () => {
    vi.spyOn(gisApi, 'landParcel').mockRejectedValue(new Problem(404, 'urn:gis:not-found', 'Not found', null, {}));

    expect((await show({ parcelId: 8 })).text()).toContain('No such parcel');
  });
});
