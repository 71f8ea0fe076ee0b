import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gisApi } from '../api/gis-api';
import type { IncidentCard as Card, Order, Recommendation } from '../api/types';
import { aPerson, anArea, anIncident } from '../../testing/samples';
import { i18n } from '../i18n/i18n';
import { AreaTree } from '../state/area-tree';
import { emptyModel } from '../state/live-model';
import { areas, live, me } from '../state/workspace';
import IncidentCard from './IncidentCard.vue';

const incident = anIncident({ title: 'Foam on the river' });
const card: Card = {
  ...incident,
  timeline: [
    { id: 1, kind: 'reported', at: '2026-11-22T05:00:00Z', by: 'Wei', details: {} },
    { id: 2, kind: 'noted', at: '2026-11-22T05:10:00Z', by: 'Wei', details: { text: 'Smells of ammonia' } },
  ],
  orders: [],
};
const unit: Recommendation = {
  unitId: 7,
  code: 'mon-07',
  callSign: 'M07',
  nameZh: '监测七队',
  nameEn: 'Monitoring 7',
  kind: 'monitoring',
  skills: [],
  state: 'available',
  roadMetres: 1_000,
  etaS: 120,
  positionAt: null,
  positionStale: false,
  refusedBefore: false,
  lon: 114.5,
  lat: 38,
  reasons: [],
  route: [],
};

const part = (testId: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
  if (!found) throw new Error(`No ${testId} on the page.`);
  return found;
};
async function press(testId: string): Promise<void> {
  part(testId).click();
  await flushPromises();
}
async function type(testId: string, text: string): Promise<void> {
  const field = part(testId) as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await flushPromises();
}
async function confirm(): Promise<void> {
  part('dialog').dispatchEvent(new Event('submit', { cancelable: true }));
  await flushPromises();
}

describe('the card of an incident', () => {
  beforeEach(async () => {
    i18n.global.locale.value = 'en';
    me.value = aPerson();
    areas.value = new AreaTree([anArea()]);
    live.value = { ...emptyModel, incidents: new Map([[4, incident]]) };
    vi.spyOn(gisApi, 'incident').mockResolvedValue(card);
    vi.spyOn(gisApi, 'recommendations').mockResolvedValue({
      computedAt: '2026-11-22T05:00:00Z',
      items: [unit],
      busy: 0,
      offDuty: 0,
    });
    mount(IncidentCard, { props: { id: 4 }, global: { plugins: [i18n] }, attachTo: document.body });
    await flushPromises();
  });
  afterEach(() => {
    document.body.innerHTML = '';
    vi.restoreAllMocks();
  });

  it('tells what happened, the newest first', () => {
    const rows = [...document.querySelectorAll('[data-testid="timeline-row"]')].map((row) => row.textContent);

    expect(rows[0]).toContain('Smells of ammonia');
    expect(rows[1]).toContain('Reported: Foam on the river');
  });

  it('sends a note, once there is something to say', async () => {
    const note = vi.spyOn(gisApi, 'note').mockResolvedValue(incident);

    await press('note');
    await confirm();
    expect(note).not.toHaveBeenCalled();

    await type('note-text', '  The fish are dead ');
    await confirm();
    expect(note).toHaveBeenCalledExactlyOnceWith(4, 'The fish are dead');
    expect(document.querySelector('[data-testid="dialog"]')).toBeNull();
  });

  it('grades with a ground', async () => {
    const grade = vi.spyOn(gisApi, 'grade').mockResolvedValue(incident);

    await press('grade');
    await press('grade-2');
    await type('grade-ground', 'Drinking water downstream');
    await confirm();

    expect(grade).toHaveBeenCalledExactlyOnceWith(4, 2, 'Drinking water downstream');
  });

  it('offers the first recommended unit when none was picked, and keeps the one that was refused', async () => {
    const order = vi
      .spyOn(gisApi, 'order')
      .mockRejectedValueOnce(new Error('taken'))
      .mockResolvedValue({} as Order);

    await press('dispatch');
    await confirm();
    expect(part('refusal').textContent).toContain('taken');

    await confirm();
    expect(order.mock.calls.map(([id, wish]) => [id, wish.unitId, wish.kind])).toEqual([
      [4, 7, 'go'],
      [4, 7, 'go'],
    ]);
  });
});
