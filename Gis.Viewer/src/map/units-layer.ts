import type { FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Unit } from '../api/types';
import { positionAge } from '../state/age';
import { emptyCollection } from './base-style';
import type { UnitLook } from './draw-symbol';
import { UnitMotion } from './unit-motion';

const source = 'units';
const frameMs = 66;

export function unitLook(unit: Unit, nowMs: number): UnitLook {
  const age = positionAge(unit, nowMs);
  if (age === 'lost' || age === 'never') return 'lost';
  if (unit.state === 'en_route' || unit.state === 'staged') return 'driving';
  if (unit.state === 'on_scene') return 'on_scene';
  if (unit.state === 'dispatched' || unit.state === 'acknowledged') return 'ordered';
  return age === 'old' ? 'old' : 'available';
}

/** Field units as plates with their call sign; they glide, and only while something moves is anything drawn. */
export class UnitsLayer {
  #units: readonly Unit[] = [];
  #nowMs = 0;
  #frame = 0;
  #drawnAtMs = 0;
  readonly #motion = new UnitMotion();

  constructor(
    private readonly map: MapLibre,
    private readonly isCalm: () => boolean,
  ) {}

  static readonly hitLayers = ['units-plate'];

  add(): void {
    this.map.addSource(source, { type: 'geojson', data: emptyCollection });
    this.map.addLayer({
      id: 'units-heading',
      type: 'symbol',
      source,
      filter: ['get', 'isMoving'],
      layout: {
        'icon-image': ['concat', 'heading|', ['get', 'look']],
        'icon-rotate': ['get', 'heading'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    });
    this.map.addLayer({
      id: 'units-plate',
      type: 'symbol',
      source,
      layout: {
        'icon-image': ['concat', 'unit|', ['get', 'look'], '|', ['get', 'callSign']],
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'order'],
      },
    });
    this.#draw();
  }

  show(units: readonly Unit[], nowMs: number): void {
    const atMs = performance.now();
    const kept = new Set(units.map((unit) => unit.id));
    this.#motion.forget(this.#units.filter((unit) => !kept.has(unit.id)).map((unit) => unit.id));
    this.#units = units;
    this.#nowMs = nowMs;
    for (const unit of units) {
      if (unit.lon !== null && unit.lat !== null) this.#motion.hear(unit.id, [unit.lon, unit.lat], atMs, this.isCalm());
    }
    this.#draw();
    this.#keepMoving();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #keepMoving(): void {
    if (this.#frame !== 0 || !this.#motion.isMoving(performance.now())) return;
    this.#frame = requestAnimationFrame((atMs) => {
      this.#frame = 0;
      if (atMs - this.#drawnAtMs >= frameMs) this.#draw();
      this.#keepMoving();
    });
  }

  #draw(): void {
    this.#drawnAtMs = performance.now();
    void this.map.getSource<GeoJSONSource>(source)?.setData(this.#collection(this.#drawnAtMs));
  }

  #collection(atMs: number): FeatureCollection<Point> {
    const features: FeatureCollection<Point>['features'] = [];
    for (const unit of this.#units) {
      const at = this.#motion.place(unit.id, atMs);
      if (!at) continue;
      const look = unitLook(unit, this.#nowMs);
      const busy = look === 'driving' || look === 'on_scene' || look === 'ordered';
      features.push({
        type: 'Feature',
        id: unit.id,
        geometry: { type: 'Point', coordinates: [...at] },
        properties: {
          id: unit.id,
          look,
          callSign: unit.callSign,
          heading: unit.headingDeg ?? 0,
          isMoving: (unit.speedMps ?? 0) > 1 && unit.headingDeg !== null && look !== 'lost',
          order: busy ? 1 : 0,
        },
      });
    }
    return { type: 'FeatureCollection', features };
  }
}
