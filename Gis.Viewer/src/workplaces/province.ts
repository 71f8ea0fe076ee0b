import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue';
import { gisApi } from '../api/gis-api';
import { Problem, Unreachable } from '../api/problem';
import { startLive } from '../live/live-session';
import { chime } from '../panels/chime';
import { AreaTree } from '../state/area-tree';
import { pulses } from '../state/map-commands';
import { sound } from '../state/preferences';
import type { MapLayer } from '../api/types';
import { soundStyle } from '../state/style-check';
import type { StyleLayer } from '../state/layer-style';
import { areas, incidentTypes, layerNews, mapLayers, properties } from '../state/workspace';

const retryMs = 5_000;

/** What the specification said of each style when it was last met. */
let checked: ReadonlyMap<string, ReturnType<typeof soundStyle>> = new Map();

/** Layers whose stored style the map would refuse are drawn plainly. */
async function drawable(layers: readonly MapLayer[]): Promise<readonly MapLayer[]> {
  const [before, now] = [checked, new Map<string, ReturnType<typeof soundStyle>>()];
  checked = now;
  return Promise.all(
    layers.map(async (layer) => {
      const isPicture = layer.kind === 'image';
      const key = JSON.stringify([isPicture, layer.style]);
      const sound =
        now.get(key) ?? before.get(key) ?? soundStyle(layer.style as readonly StyleLayer[] | null, isPicture);
      now.set(key, sound);
      // What could not be asked is asked again.
      sound.catch(() => now.delete(key));
      return { ...layer, style: (await sound) as unknown as MapLayer['style'] };
    }),
  );
}

/** What the frame is told of the province: what hardly changes, asked for until it is there, and what changes all the time. */
export function useProvince(mayRead: () => boolean) {
  const isKnown = ref(false);
  const trouble = shallowRef<unknown>(null);

  /** Areas, properties, types and the map's catalogue: without them nothing can be named. */
  async function learn(): Promise<void> {
    trouble.value = null;
    try {
      const [areaPage, propertyPage, typePage, layerPage] = await Promise.all([
        gisApi.areas(),
        gisApi.properties(),
        gisApi.incidentTypes(),
        gisApi.mapLayers(),
      ]);
      areas.value = new AreaTree(areaPage.items);
      properties.value = new Map(propertyPage.items.map((property) => [property.code, property]));
      incidentTypes.value = typePage.items;
      mapLayers.value = await drawable(layerPage.items);
      isKnown.value = true;
    } catch (problem) {
      trouble.value = problem;
    }
  }

  /** Another style, edition or feature: the map takes what changed, and keeps the rest. */
  async function learnLayers(): Promise<void> {
    if (!isKnown.value) return;
    try {
      mapLayers.value = await drawable((await gisApi.mapLayers()).items);
    } catch (problem) {
      // What is drawn stays; the next news asks again.
      if (!(problem instanceof Problem || problem instanceof Unreachable)) throw problem;
    }
  }
  watch(layerNews, () => void learnLayers());

  let stopLive: (() => void) | null = null;
  let retry: ReturnType<typeof setInterval> | null = null;
  onMounted(async () => {
    if (!mayRead()) return;
    stopLive = startLive((alarms) => {
      pulses.value = alarms.map((alarm) => ({ at: [alarm.lon, alarm.lat] as const, severity: alarm.severity }));
      if (sound.value === 'on') chime(alarms.map((alarm) => alarm.severity));
    });
    await learn();
    retry = setInterval(() => {
      if (!isKnown.value) void learn();
    }, retryMs);
  });
  onBeforeUnmount(() => {
    stopLive?.();
    if (retry) clearInterval(retry);
  });

  return { isKnown, trouble, learn };
}
