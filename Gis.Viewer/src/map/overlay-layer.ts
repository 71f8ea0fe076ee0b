import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Incident } from '../api/types';
import type { Position } from '../geo/position';
import { severityOfGrade } from '../state/severity';
import { emptyCollection } from './base-style';
import type { Palette } from './palette';

export interface ShownRoute {
  readonly ahead: readonly Position[];
  readonly driven: readonly Position[];
  /** The unit has accepted: the way ahead is drawn solid. */
  readonly isAccepted: boolean;
}

export interface ShownName {
  readonly at: Position;
  readonly name: string;
  /** Symbol to draw large on top of it, or none. */
  readonly icon: string | null;
  readonly isSelected: boolean;
}

const font = ['Noto Sans CJK SC', 'sans-serif'];

/** What people put on the map: incidents, routes of orders, the selection and its name, a place being picked. */
export class OverlayLayer {
  #incidents: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };
  #routes: FeatureCollection<LineString> = { type: 'FeatureCollection', features: [] };
  #names: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };

  constructor(private readonly map: MapLibre) {}

  static readonly hitLayers = ['incidents-mark'];

  /** Routes lie under the stations, so they come first. */
  addRoutes(palette: Palette): void {
    this.map.addSource('routes', { type: 'geojson', data: emptyCollection });
    const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
    this.map.addLayer({
      id: 'routes-halo',
      type: 'line',
      source: 'routes',
      layout,
      paint: { 'line-color': palette.colour['map-halo'], 'line-width': 7 },
    });
    this.map.addLayer({
      id: 'routes-solid',
      type: 'line',
      source: 'routes',
      filter: ['==', ['get', 'look'], 'solid'],
      layout,
      paint: { 'line-color': palette.colour.accent, 'line-width': 3 },
    });
    this.map.addLayer({
      id: 'routes-dotted',
      type: 'line',
      source: 'routes',
      filter: ['==', ['get', 'look'], 'dotted'],
      layout,
      paint: { 'line-color': palette.colour.accent, 'line-width': 3, 'line-dasharray': [0.1, 2] },
    });
    this.#push('routes', this.#routes);
  }

  add(palette: Palette): void {
    this.map.addSource('incidents', { type: 'geojson', data: emptyCollection });
    this.map.addLayer({
      id: 'incidents-mark',
      type: 'symbol',
      source: 'incidents',
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'text-field': ['step', ['zoom'], '', 8.5, ['get', 'title']],
        'text-font': font,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 1.6],
        'text-optional': true,
      },
      paint: { 'text-color': palette.colour.t1, 'text-halo-color': palette.colour['map-halo'], 'text-halo-width': 1.5 },
    });
    this.map.addSource('names', { type: 'geojson', data: emptyCollection });
    this.map.addLayer({
      id: 'names-ring',
      type: 'circle',
      source: 'names',
      filter: ['get', 'isSelected'],
      paint: {
        'circle-radius': 17,
        'circle-color': palette.colour['map-own'],
        'circle-opacity': 0.35,
        'circle-stroke-width': 2,
        'circle-stroke-color': palette.colour.accent,
      },
    });
    this.map.addLayer({
      id: 'names-plate',
      type: 'symbol',
      source: 'names',
      layout: {
        'icon-image': ['case', ['get', 'isSelected'], 'plate|accent', 'plate|quiet'],
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [2, 4, 2, 4],
        'text-field': ['get', 'name'],
        'text-font': font,
        'text-size': 12,
        'text-anchor': 'left',
        'text-offset': ['case', ['get', 'isSelected'], ['literal', [2.3, 0]], ['literal', [1.4, 0]]],
        'text-max-width': 18,
        'text-justify': 'left',
        'icon-allow-overlap': true,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.colour.t1 },
    });
    this.map.addLayer({
      id: 'names-symbol',
      type: 'symbol',
      source: 'names',
      filter: ['!=', ['get', 'icon'], ''],
      layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    });
    this.#push('incidents', this.#incidents);
    this.#push('names', this.#names);
  }

  showIncidents(
    incidents: readonly Incident[],
    selected: number | null,
    titleOf: (incident: Incident) => string,
  ): void {
    const features = incidents.map((incident): Feature<Point> => ({
      type: 'Feature',
      id: incident.id,
      geometry: { type: 'Point', coordinates: [incident.lon, incident.lat] },
      properties: {
        id: incident.id,
        icon: `incident|${severityOfGrade(incident.grade)}`,
        title: incident.id === selected ? '' : titleOf(incident),
      },
    }));
    this.#incidents = { type: 'FeatureCollection', features };
    this.#push('incidents', this.#incidents);
  }

  showRoutes(routes: readonly ShownRoute[]): void {
    const line = (points: readonly Position[], look: string): Feature<LineString> => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: points.map((point) => [...point]) },
      properties: { look },
    });
    const features = routes.flatMap(({ ahead, driven, isAccepted }) => [
      ...(driven.length > 1 ? [line(driven, 'solid')] : []),
      ...(ahead.length > 1 ? [line(ahead, isAccepted ? 'solid' : 'dotted')] : []),
    ]);
    this.#routes = { type: 'FeatureCollection', features };
    this.#push('routes', this.#routes);
  }

  showNames(names: readonly ShownName[]): void {
    const features = names.map((shown): Feature<Point> => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...shown.at] },
      properties: { name: shown.name, icon: shown.icon ?? '', isSelected: shown.isSelected },
    }));
    this.#names = { type: 'FeatureCollection', features };
    this.#push('names', this.#names);
  }

  #push(id: string, data: FeatureCollection): void {
    void this.map.getSource<GeoJSONSource>(id)?.setData(data);
  }
}
