import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gisApi } from '../api/gis-api';
import type { RankedThing } from '../api/types';
import { anAlarm, anArea } from '../../testing/samples';
import { i18n } from '../i18n/i18n';
import { openFilter } from '../state/alarm-list';
import { AreaTree } from '../state/area-tree';
import { emptyModel } from '../state/live-model';
import { alarmFilter, areas, isReady, live } from '../state/workspace';
import AlarmRail from './AlarmRail.vue';
import DeliveryRail from './DeliveryRail.vue';
import RailPicks from './RailPicks.vue';

const rate = (present: number): RankedThing['rate'] => ({
  expected: 24,
  present,
  valid: present,
  transmissionRate: present / 24,
  validRate: 1,
  effectiveRate: present / 24,
});
const ranked = (thingId: number, present: number): RankedThing => ({
  thingId,
  kind: 'water_meter',
  nameZh: `表${thingId}`,
  nameEn: `Meter ${thingId}`,
  areaCode: '130102',
  expected: 24,
  present,
  missing: 24 - present,
  rate: rate(present),
  countedAt: '2026-11-22T05:00:00Z',
  lastDays: [null, 1, 1, 1, 1, 1, present / 24],
});
const leak = anAlarm({
  thingKind: 'water_meter',
  thingNameEn: 'Bulk meter',
  property: null,
  kind: 'leak',
  value: 1200,
  limit: 1150,
  unit: 'L/h',
});

const show = (rail: typeof AlarmRail | typeof DeliveryRail): VueWrapper =>
  mount(rail as typeof DeliveryRail, { global: { plugins: [i18n] }, attachTo: document.body });

beforeEach(() => {
  i18n.global.locale.value = 'en';
  areas.value = new AreaTree([anArea()]);
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

describe('the rail of deliveries', () => {
  it('lists things with their rates, opens one, and walks them by the arrow keys', async () => {
    vi.spyOn(gisApi, 'rankDeliveryAreas').mockResolvedValue([]);
    vi.spyOn(gisApi, 'rankDeliveries').mockResolvedValue({ items: [ranked(1, 12), ranked(2, 24)], next: null });
    const rail = show(DeliveryRail);
    await flushPromises();

    const rows = rail.findAll<HTMLButtonElement>('[data-testid="delivery-row"]');
    expect(rows.map((row) => row.text())).toEqual([
      "Meter 112 missing · Chang'an · Water meter50.0%",
      "Meter 2Chang'an · Water meter100%",
    ]);
    expect(rows[0]?.get('.bars').attributes('aria-label')).toMatch(/–.*100%.*50\.0%$/);
    rows[0]?.element.focus();
    await rows[0]?.trigger('keydown', { key: 'ArrowDown' });
    expect(document.activeElement).toBe(rows[1]?.element);
    await rows[1]?.trigger('click');
    expect(rail.emitted('open')).toEqual([[2]]);
  });

  it('asks for more pages, and for one again when what it lists is narrowed', async () => {
    vi.spyOn(gisApi, 'rankDeliveryAreas').mockResolvedValue([]);
    const asked = vi.spyOn(gisApi, 'rankDeliveries').mockResolvedValue({ items: [ranked(1, 12)], next: 'x' });
    const rail = show(DeliveryRail);
    await flushPromises();
    await rail.get('.more button').trigger('click');
    await flushPromises();
    expect(asked).toHaveBeenCalledTimes(3);

    rail.getComponent(RailPicks).vm.$emit('update:kind', 'water_meter');
    await flushPromises();

    expect(asked).toHaveBeenCalledTimes(4);
    expect(asked.mock.lastCall?.[0]).toMatchObject({ kind: 'water_meter', after: null });
  });
});

describe('the rail of alarms', () => {
  it('lists those of a group, opens one, and is narrowed by area and kind', async () => {
    isReady.value = true;
    live.value = { ...emptyModel, alarms: new Map([[9, leak]]) };
    alarmFilter.value = { ...openFilter, group: 'meter' };
    const rail = show(AlarmRail);
    await flushPromises();
    expect(rail.get('.rows li').text()).toContain('Bulk meter');
    await rail.get('.rows li button').trigger('click');
    expect(rail.emitted('open')).toEqual([[leak]]);

    rail.getComponent(RailPicks).vm.$emit('update:kind', 'camera');
    await flushPromises();

    expect(alarmFilter.value.thingKinds).toEqual(['camera']);
    expect(rail.findAll('.rows li')).toHaveLength(0);
  });
});
