import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gisApi } from '../api/gis-api';
import { aPerson } from '../../testing/samples';
import { i18n } from '../i18n/i18n';
import { me, place, select } from '../state/workspace';
import WorkFrame from './WorkFrame.vue';

vi.mock('../live/live-session', () => ({ startLive: () => () => undefined }));
vi.mock('../map/MapView.vue', () => ({ __esModule: true, default: { render: () => null } }));

const person = aPerson();
const key = async (name: string): Promise<void> => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
  await flushPromises();
};
const has = (selector: string): boolean => document.querySelector(selector) !== null;

describe('the frame', () => {
  let frame: VueWrapper;
  const open = async (): Promise<void> => {
    frame = mount(WorkFrame, { global: { plugins: [i18n] }, attachTo: document.body });
    await flushPromises();
  };
  beforeEach(() => {
    i18n.global.locale.value = 'en';
    place.value = 'monitor';
    const nothing = { items: [], next: null };
    for (const list of ['areas', 'properties', 'incidentTypes', 'mapLayers', 'alarms'] as const) {
      vi.spyOn(gisApi, list).mockResolvedValue(nothing);
    }
  });
  afterEach(() => {
    frame.unmount();
    select(null);
    document.body.innerHTML = '';
    vi.restoreAllMocks();
  });

  it('goes between workplaces by key, and the bar below goes along', async () => {
    me.value = person;
    await open();
    expect(document.querySelector('footer.bar')?.textContent).toContain('Alarms in 24 h');

    await key('2');

    expect(place.value).toBe('command');
    expect(document.querySelector('footer.bar')?.textContent).toContain('Incidents in 24 h');
    expect(document.querySelector('#rail-slot')?.textContent).toContain('Incidents');
  });

  it('opens a report by key for those who may make one', async () => {
    me.value = person;
    await open();

    await key('n');
    await new Promise(requestAnimationFrame);
    await flushPromises();

    expect(has('#card-slot [data-testid="report-form"]')).toBe(true);
  });

  it('opens the command bar by a slash, and goes back by Escape', async () => {
    me.value = person;
    await open();

    const from = document.querySelector<HTMLElement>('[data-testid="rail-alarms"]')!;
    from.focus();

    await key('/');
    expect(has('[data-testid="command-bar"]')).toBe(true);
    const field = document.querySelector('[data-testid="command-bar"] input')!;
    expect(document.activeElement).toBe(field);
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    await flushPromises();

    expect(has('[data-testid="command-bar"]')).toBe(false);
    expect(document.activeElement).toBe(from);
  });

  it('tells who may see nothing why', async () => {
    me.value = { ...person, roles: ['guest'], grants: [{ ...person.grants[0]!, role: 'guest' }] };
    await open();

    expect(has('#rail-slot')).toBe(false);
    expect(document.querySelector('.alone')?.textContent).toContain("Chang'an");
  });
});
