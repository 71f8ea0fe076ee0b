import type { MapLayer } from '../api/types';
import type { Place } from './view-link';

/** Live layers that the page draws from the live state rather than from tiles, in the order of the panel. */
export const liveLayers = [
  'outfalls',
  'water_stations',
  'air_stations',
  'noise_stations',
  'water_meters',
  'cameras',
  'incidents',
  'units',
] as const;

/** A quiet start: Data shows the ground alone, for the layer that is looked at, Command shows only what is wrong, Monitor no field units. */
const offAtStart: Readonly<Record<Place, readonly string[]>> = {
  monitor: ['units', 'incidents'],
  command: ['quiet_stations'],
  land: [...liveLayers, 'quiet_stations'],
  data: [...liveLayers, 'quiet_stations'],
};

export const startingOff = (place: Place): ReadonlySet<string> => new Set(offAtStart[place]);

/** What the link has to say: only what differs from the start. */
export function layerDifference(place: Place, off: ReadonlySet<string>): { off: string[]; on: string[] } {
  const start = startingOff(place);
  return { off: [...off].filter((id) => !start.has(id)), on: [...start].filter((id) => !off.has(id)) };
}

export function layersOffFrom(place: Place, off: readonly string[], on: readonly string[]): ReadonlySet<string> {
  const set = new Set([...startingOff(place), ...off]);
  for (const id of on) set.delete(id);
  return set;
}

/** Stored layers and pictures of the catalogue that can be switched; the province itself is the ground and stays. */
export const switchable = (layers: readonly MapLayer[]): readonly MapLayer[] =>
  layers.filter((layer) => layer.kind !== 'live' && layer.id !== 'provinces');
