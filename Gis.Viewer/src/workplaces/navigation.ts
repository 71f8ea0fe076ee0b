import { mapCommands } from '../state/map-commands';
import { startingOff } from '../state/layers';
import type { Place } from '../state/view-link';
import { areas, layersOff, live, mapLayers, me, place, select } from '../state/workspace';

const closeUp = 11;
const zoomOfArea: Readonly<Record<string, number>> = { province: 6, prefecture: 8.5 };
const zoomOfCounty = 10.5;

/** Goes to a workplace; layers that the person never touched follow it. */
export function goPlace(next: Place): void {
  if (place.value === next) return;
  const wasStart = [...layersOff.value].sort().join() === [...startingOff(place.value)].sort().join();
  place.value = next;
  if (wasStart) layersOff.value = startingOff(next);
}

export function openIncident(id: number): void {
  goPlace('command');
  select({ kind: 'incident', id });
}

export function openThing(id: number): void {
  goPlace('monitor');
  select({ kind: 'thing', id });
  const thing = live.value.things.get(id);
  if (thing) mapCommands.value?.go([thing.lon, thing.lat], closeUp);
}

export function openUnit(id: number): void {
  goPlace('command');
  select({ kind: 'unit', id });
  const unit = live.value.units.get(id);
  if (unit && unit.lon !== null && unit.lat !== null) mapCommands.value?.go([unit.lon, unit.lat], closeUp);
}

export function openArea(code: string): void {
  const area = areas.value.find(code);
  if (!area || area.lon === null || area.lat === null) return;
  mapCommands.value?.go([area.lon, area.lat], zoomOfArea[area.level] ?? zoomOfCounty);
}

export function goHome(): void {
  const box = me.value?.home?.bbox ?? mapLayers.value.find((layer) => layer.id === 'prefectures')?.bbox;
  if (box) mapCommands.value?.fit(box);
}
