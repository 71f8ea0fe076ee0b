import { computed, type Ref } from 'vue';
import { useWords } from '../i18n/words';
import type { CommandAction } from '../panels/CommandBar.vue';
import { notify } from '../state/notices';
import { landRail } from '../state/land-stats';
import { language, sound, theme } from '../state/preferences';
import { mayActAnywhere, mayLand } from '../state/rights';
import { me, monitorRail, picking, place } from '../state/workspace';
import type CommandPlace from './CommandPlace.vue';
import type DataPlace from './DataPlace.vue';
import type LandPlace from './LandPlace.vue';
import type MonitorPlace from './MonitorPlace.vue';
import type { KeyTable } from './keys';
import { goHome, goPlace } from './navigation';

export interface FrameParts {
  readonly monitor: Ref<InstanceType<typeof MonitorPlace> | null>;
  readonly command: Ref<InstanceType<typeof CommandPlace> | null>;
  readonly land: Ref<InstanceType<typeof LandPlace> | null>;
  readonly data: Ref<InstanceType<typeof DataPlace> | null>;
  readonly isFinding: Ref<boolean>;
  readonly isHelping: Ref<boolean>;
  readonly toggleLayers: () => void;
  readonly signOut: () => void;
}

/** What can be done from anywhere in the frame: by name in the command bar, by one key, and as the list of keys tells it. */
export function useFrameActs({
  monitor,
  command,
  land,
  data,
  isFinding,
  isHelping,
  toggleLayers,
  signOut,
}: FrameParts) {
  const { t } = useWords();
  const maySeeLand = computed(() => me.value !== null && mayLand(me.value));
  const mayReport = computed(() => me.value !== null && mayActAnywhere(me.value, 'incident'));

  async function share(): Promise<void> {
    try {
      await navigator.clipboard.writeText(window.location.href);
      notify(t('map.copied'));
    } catch {
      // Without leave to use the clipboard the link is shown, to be copied by hand.
      notify(window.location.href);
    }
  }
  function report(): void {
    if (!mayReport.value) return;
    goPlace('command');
    requestAnimationFrame(() => command.value?.report());
  }
  function showDeliveries(): void {
    goPlace('monitor');
    monitorRail.value = 'deliveries';
  }
  function back(): void {
    if (picking.value) picking.value = null;
    else if (place.value === 'monitor') monitor.value?.back();
    else if (place.value === 'command') command.value?.back();
    else if (place.value === 'land') land.value?.back();
    else data.value?.back();
  }
  function switchSound(): void {
    sound.value = sound.value === 'on' ? 'off' : 'on';
  }
  const focusRows = (): void => document.querySelector<HTMLElement>('#rail-slot li > button')?.focus();

  const actions = computed<CommandAction[]>(() => [
    ...(mayReport.value ? [{ id: 'report', title: t('find.actions.report'), key: 'N', run: report }] : []),
    { id: 'home', title: t('find.actions.home'), key: 'H', run: goHome },
    { id: 'share', title: t('find.actions.share'), run: () => void share() },
    {
      id: 'mute',
      title: t(sound.value === 'on' ? 'find.actions.mute' : 'find.actions.unmute'),
      key: 'M',
      run: switchSound,
    },
    {
      id: 'theme',
      title: t('find.actions.theme'),
      run: () => (theme.value = theme.value === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'language',
      title: t('find.actions.language'),
      run: () => (language.value = language.value === 'zh' ? 'en' : 'zh'),
    },
    { id: 'monitor', title: t('app.monitor'), key: '1', run: () => goPlace('monitor') },
    { id: 'command', title: t('app.command'), key: '2', run: () => goPlace('command') },
    ...(maySeeLand.value ? [{ id: 'land', title: t('app.land'), key: '4', run: () => goPlace('land') }] : []),
    { id: 'data', title: t('app.data'), key: '3', run: () => goPlace('data') },
    { id: 'deliveries', title: t('delivery.title'), run: showDeliveries },
    { id: 'keys', title: t('find.actions.keys'), key: '?', run: () => (isHelping.value = true) },
    { id: 'out', title: t('find.actions.signOut'), run: signOut },
  ]);

  const keyTable = computed<KeyTable>(() => ({
    '/': () => (isFinding.value = true),
    '?': () => (isHelping.value = true),
    Escape: back,
    '1': () => goPlace('monitor'),
    '2': () => goPlace('command'),
    '3': () => goPlace('data'),
    ...(maySeeLand.value ? { '4': () => goPlace('land') } : {}),
    h: goHome,
    l: toggleLayers,
    m: switchSound,
    ArrowDown: focusRows,
    n: report,
    ...(place.value === 'monitor'
      ? {
          a: () => monitor.value?.acknowledge(),
          i: () => monitor.value?.makeIncident(),
          v: () => monitor.value?.outside(),
        }
      : place.value === 'command'
        ? { d: () => command.value?.dispatch(), g: () => command.value?.grade(), t: () => command.value?.note() }
        : place.value === 'land'
          ? land.value?.keys
          : { r: () => data.value?.ask(), s: () => data.value?.search() }),
  }));

  const landKeys = computed(() => [
    { key: 'J K ↓ ↑', word: t('land.key.step') },
    { key: '1 … 7', word: t('land.key.verdict') },
    { key: 'Q W E R', word: t('land.key.check') },
    { key: 'N', word: t('land.key.reason') },
    { key: 'P', word: t('land.key.parcel') },
    { key: 'Enter', word: t('land.key.judge') },
    { key: 'Z', word: t('land.key.undo') },
    { key: 'G B', word: t('patchReview.key.assign') },
    { key: 'I V O', word: t('patchReview.key.interests') },
    { key: 'S D F T X', word: t('land.key.modes') },
    { key: '← →', word: t('land.key.swipe') },
    { key: 'C', word: t('land.key.stretch') },
    { key: 'H + −', word: t('land.key.view') },
    { key: 'M', word: t('keys.mute') },
    { key: '/', word: t('land.key.places') },
    { key: '?', word: t('keys.help') },
    { key: 'Esc', word: t('keys.escape') },
  ]);

  const landListKeys = computed(() => [
    { key: 'J K', word: t('landStats.key.step') },
    ...(landRail.value === 'statistics'
      ? [
          { key: '← →', word: t('landStats.key.period') },
          { key: 'T', word: t('landStats.key.table') },
          { key: 'Enter', word: t('landStats.key.patches') },
        ]
      : [
          { key: 'Enter', word: t('contradictions.look') },
          { key: 'P', word: t('land.key.parcel') },
          { key: 'R', word: t('contradictions.run') },
        ]),
    { key: 'H', word: t('keys.home') },
    { key: '/', word: t('land.key.places') },
    { key: '?', word: t('keys.help') },
    { key: 'Esc', word: t('keys.escape') },
  ]);

  const workKeys = computed(() => [
    { key: '/', word: t('keys.search') },
    { key: '?', word: t('keys.help') },
    { key: 'Esc', word: t('keys.escape') },
    { key: '↑ ↓', word: t('keys.list') },
    { key: 'Enter', word: t('keys.open') },
    { key: maySeeLand.value ? '1 2 3 4' : '1 2 3', word: t('keys.places') },
    { key: 'H', word: t('keys.home') },
    { key: 'L', word: t('keys.layers') },
    { key: 'M', word: t('keys.mute') },
    ...(place.value === 'monitor'
      ? [
          { key: 'A', word: t('keys.acknowledge') },
          { key: 'I', word: t('keys.incident') },
          { key: 'V', word: t('keys.outside') },
        ]
      : place.value === 'data'
        ? [
            { key: 'S', word: t('data.search') },
            { key: 'R', word: t('data.ask') },
          ]
        : [
            { key: 'D', word: t('keys.dispatch') },
            { key: 'G', word: t('keys.grade') },
            { key: 'T', word: t('keys.note') },
          ]),
    ...(mayReport.value ? [{ key: 'N', word: t('keys.report') }] : []),
  ]);

  const helpKeys = computed(() => {
    if (place.value !== 'land') return workKeys.value;
    return landRail.value === 'patches' ? landKeys.value : landListKeys.value;
  });

  return { actions, keyTable, helpKeys, share };
}
