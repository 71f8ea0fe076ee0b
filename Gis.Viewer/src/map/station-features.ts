import type { Feature, Point } from 'geojson';
import type { ThingKind, ThingRow } from '../api/types';
import { isOffline } from '../state/age';
import { severityTable } from '../state/severity';
import type { Family } from './draw-symbol';

const families: Readonly<Record<ThingKind, Family>> = {
  outfall_water: 'water',
  water_station: 'water',
  outfall_gas: 'air',
  air_station: 'air',
  noise_station: 'air',
  water_meter: 'meter',
  camera: 'camera',
};

/** The live layer of the catalogue that a thing belongs to. */
export const liveLayerOf: Readonly<Record<ThingKind, string>> = {
  outfall_water: 'outfalls',
  outfall_gas: 'outfalls',
  air_station: 'air_stations',
  water_station: 'water_stations',
  noise_station: 'noise_stations',
  water_meter: 'water_meters',
  camera: 'cameras',
};

export type StationProperties = { readonly icon: string; readonly rank: number };
export type StationFeature = Feature<Point, StationProperties> & { id: number };

/** A camera speaks only when it sees something: its silence means nothing. */
export const isSilent = (thing: ThingRow, heardAtMs: number | undefined, nowMs: number): boolean =>
  thing.kind !== 'camera' && isOffline(thing, heardAtMs, nowMs);

export function stationFeature(thing: ThingRow, isQuiet: boolean): StationFeature {
  const icon = thing.severity
    ? `alarm|${thing.severity}`
    : `thing|${families[thing.kind]}|${isQuiet ? 'offline' : 'normal'}`;
  return {
    type: 'Feature',
    id: thing.id,
    geometry: { type: 'Point', coordinates: [thing.lon, thing.lat] },
    properties: { icon, rank: thing.severity ? severityTable[thing.severity].rank : -1 },
  };
}

export interface StationDiff {
  readonly add: StationFeature[];
  readonly remove: number[];
  readonly update: { id: number; newGeometry?: Point; addOrUpdateProperties: { key: string; value: unknown }[] }[];
}

/** What the map must be told of these stations; it may know some of them already. `shown` follows. */
export function diffStations(
  shown: Map<number, StationFeature>,
  wanted: Iterable<StationFeature>,
  gone: Iterable<number>,
): StationDiff {
  const diff: StationDiff = { add: [], remove: [], update: [] };
  for (const feature of wanted) {
    const known = shown.get(feature.id);
    if (!known) {
      diff.add.push(feature);
    } else if (!isSame(known, feature)) {
      diff.update.push({
        id: feature.id,
        ...(isSamePlace(known, feature) ? {} : { newGeometry: feature.geometry }),
        addOrUpdateProperties: Object.entries(feature.properties).map(([key, value]) => ({ key, value })),
      });
    } else {
      continue;
    }
    shown.set(feature.id, feature);
  }
  for (const id of gone) if (shown.delete(id)) diff.remove.push(id);
  return diff;
}

const isSamePlace = (a: StationFeature, b: StationFeature): boolean =>
  a.geometry.coordinates[0] === b.geometry.coordinates[0] && a.geometry.coordinates[1] === b.geometry.coordinates[1];

const isSame = (a: StationFeature, b: StationFeature): boolean =>
  a.properties.icon === b.properties.icon && isSamePlace(a, b);
