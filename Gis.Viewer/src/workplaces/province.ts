import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import { gisApi } from '../api/gis-api';
import { startLive } from '../live/live-session';
import { chime } from '../panels/chime';
import { AreaTree } from '../state/area-tree';
import { pulses } from '../state/map-commands';
import { sound } from '../state/preferences';
import { areas, incidentTypes, mapLayers, properties } from '../state/workspace';

const retryMs = 5_000;

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
      mapLayers.value = layerPage.items;
      isKnown.value = true;
    } catch (problem) {
      trouble.value = problem;
    }
  }

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
