import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { gisApi } from '../api/gis-api';
import type { DeviceCommand } from '../api/types';
import { en } from '../i18n/en';
import { i18n } from '../i18n/i18n';
import { deviceOffers } from '../state/device-wish';
import CommandDialog from './CommandDialog.vue';

const texts = (selector: string): string[] =>
  [...document.querySelectorAll(selector)].map((node) => node.textContent?.trim() ?? '');

async function open(maySetPassword: boolean): Promise<VueWrapper> {
  i18n.global.locale.value = 'en';
  const dialog = mount(CommandDialog, {
    props: { thingId: 3, factors: ['w01018'], maySetPassword },
    global: { plugins: [i18n] },
    attachTo: document.body,
  });
  await flushPromises();
  return dialog;
}

describe('the form for commands to a device', () => {
  afterEach(() => {
    document.body.innerHTML = '';
    vi.restoreAllMocks();
  });

  it('offers every command that has a name, each with a hint', () => {
    const offered = Object.values(deviceOffers)
      .flat()
      .map(({ cn }) => cn)
      .sort();

    expect(offered).toEqual(Object.keys(en.device.command).sort());
    expect(Object.keys(en.device.hint).sort()).toEqual(offered);
  });

  it('sends the command that stands in it', async () => {
    const told = vi.spyOn(gisApi, 'tellDevice').mockResolvedValue({} as DeviceCommand);
    await open(false);

    expect(texts('[data-testid="dialog"] p.quiet')).toEqual([en.device.hint[1012]]);
    document.querySelector('[data-testid="dialog"]')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();

    expect(told.mock.calls[0]![0]).toBe(3);
    expect(told.mock.calls[0]![1]).toMatchObject({ cn: '1012' });
  });

  it('is closed by Escape in a choice list that is closed, and not in one that is open', async () => {
    const dialog = await open(false);
    const choice = document.querySelector<HTMLElement>('[role="combobox"]')!;
    const escape = (): boolean =>
      choice.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));

    choice.setAttribute('aria-expanded', 'true');
    escape();
    expect(dialog.emitted('close')).toBeUndefined();

    choice.setAttribute('aria-expanded', 'false');
    escape();
    expect(dialog.emitted('close')).toHaveLength(1);
  });
});
