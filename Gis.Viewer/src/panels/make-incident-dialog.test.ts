import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { gisApi } from '../api/gis-api';
import type { Incident } from '../api/types';
import { anAlarm } from '../../testing/samples';
import { i18n } from '../i18n/i18n';
import MakeIncidentDialog from './MakeIncidentDialog.vue';

const alarm = anAlarm({ kind: 'offline', property: null });

const titleField = (): HTMLInputElement => document.querySelector('[data-testid="incident-title"]')!;
async function confirm(): Promise<void> {
  document.querySelector('[data-testid="dialog"]')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await flushPromises();
}

describe('making an incident of an alarm', () => {
  let sent: MockInstance<typeof gisApi.makeIncident>;
  beforeEach(async () => {
    i18n.global.locale.value = 'zh';
    sent = vi.spyOn(gisApi, 'makeIncident').mockResolvedValue({ id: 4 } as Incident);
    mount(MakeIncidentDialog, { props: { alarm }, global: { plugins: [i18n] }, attachTo: document.body });
    await flushPromises();
  });
  afterEach(() => {
    document.body.innerHTML = '';
    vi.restoreAllMocks();
  });

  it('sends no title when the offered one was left: it is in this reader’s language only', async () => {
    expect(titleField().value).toBe('污水总排口 离线');

    await confirm();

    expect(sent.mock.calls[0]![0]).not.toHaveProperty('title');
    expect(sent.mock.calls[0]![0]).toMatchObject({ alarmId: 9, areaCode: '130102' });
  });

  it('sends what the person wrote', async () => {
    titleField().value = ' 河水变色 ';
    titleField().dispatchEvent(new Event('input'));
    await flushPromises();

    await confirm();

    expect(sent.mock.calls[0]![0].title).toBe('河水变色');
  });
});
