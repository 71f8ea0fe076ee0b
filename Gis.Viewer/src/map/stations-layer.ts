import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { emptyCollection } from './base-style';
import { clusterSteps } from './draw-symbol';
import type { Palette } from './palette';
import { diffStations, type StationFeature } from './station-features';

const source = 'stations';

const countOf = (rank: number): ExpressionSpecification => ['+', ['case', ['==', ['get', 'rank'], rank], 1, 0]];
const share = (key: string): ExpressionSpecification => [
  'to-string',
  ['ceil', ['*', clusterSteps, ['/', ['get', key], ['get', 'point_count']]]],
];

/** Live stations: quiet ones small and grey, alarms by shape and colour, crowds as rings that show the worst inside. */
export class StationsLayer {
  #shown = new Map<number, StationFeature>();

  constructor(private readonly map: MapLibre) {}

  static readonly hitLayers = ['stations-alarm', 'stations-quiet', 'stations-cluster'];

  add(palette: Palette): void {
    this.map.addSource(source, {
      type: 'geojson',
      data: emptyCollection,
      cluster: true,
      clusterRadius: 32,
      clusterMaxZoom: 10,
      clusterMinPoints: 5,
      clusterProperties: { red: countOf(4), orange: countOf(3), yellow: countOf(2), blue: countOf(1) },
      attribution: '',
    });
    this.map.addLayer({
      id: 'stations-quiet',
      type: 'symbol',
      source,
      filter: ['all', ['!', ['has', 'point_count']], ['<', ['get', 'rank'], 0]],
      layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    });
    this.map.addLayer({
      id: 'stations-cluster',
      type: 'symbol',
      source,
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': [
          'concat',
          'cluster|',
          ['step', ['get', 'point_count'], '0', 31, '1', 81, '2', 151, '3'],
          '|',
          share('red'),
          '|',
          share('orange'),
          '|',
          share('yellow'),
          '|',
          share('blue'),
        ],
        'icon-allow-overlap': true,
        'text-allow-overlap': true,
        'text-field': ['to-string', ['get', 'point_count']],
        'text-font': ['Noto Sans CJK SC', 'sans-serif'],
        'text-size': ['step', ['get', 'point_count'], 11, 31, 12, 151, 13],
        'symbol-sort-key': ['get', 'point_count'],
      },
      paint: { 'text-color': palette.colour.t1 },
    });
    this.map.addLayer({
      id: 'stations-alarm',
      type: 'symbol',
      source,
      filter: ['all', ['!', ['has', 'point_count']], ['>=', ['get', 'rank'], 0]],
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'rank'],
      },
    });
    this.#push([...this.#shown.values()]);
  }

  /** These and no others. */
  show(wanted: readonly StationFeature[]): void {
    const ids = new Set(wanted.map((feature) => feature.id));
    this.change(
      wanted,
      [...this.#shown.keys()].filter((id) => !ids.has(id)),
    );
  }

  /** Some look other than before, some are gone; the rest stays as it is and costs nothing. */
  change(wanted: readonly StationFeature[], gone: readonly number[]): void {
    const wasEmpty = this.#shown.size === 0;
    const diff = diffStations(this.#shown, wanted, gone);
    if (diff.add.length + diff.remove.length + diff.update.length === 0) return;
    const data = this.map.getSource<GeoJSONSource>(source);
    if (!data) return;
    if (wasEmpty) this.#push([...this.#shown.values()]);
    else void data.updateData(diff);
  }

  #push(features: StationFeature[]): void {
    void this.map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
  }

  /** The zoom at which a cluster falls apart. */
  expansionZoom(clusterId: number): Promise<number> {
    const data = this.map.getSource<GeoJSONSource>(source);
    return data ? data.getClusterExpansionZoom(clusterId) : Promise.resolve(this.map.getZoom() + 2);
  }
}
