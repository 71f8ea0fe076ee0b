import {
  Map as MapLibre,
  Marker,
  setWorkerUrl,
  type MapMouseEvent,
  type RasterTileSource,
  type VectorTileSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { MapLayer } from '../api/types';
import type { BoundingBox } from '../geo/box';
import type { Position } from '../geo/position';
import type { MapView, Selection } from '../state/view-link';
import { buildStyle, tilesOf, type StyleWish } from './base-style';
import { ImportLayer } from './import-layer';
import { OverlayLayer } from './overlay-layer';
import { PreviewLayer } from './preview-layer';
import { ShareLayer } from './share-layer';
import { StationsLayer } from './stations-layer';
import { bindSymbols } from './symbol-book';
import { UnitsLayer } from './units-layer';

setWorkerUrl(workerUrl);

export interface StageEvents {
  readonly onView: (view: MapView, bounds: BoundingBox) => void;
  readonly onPick: (selection: Selection | null, at: Position) => void;
  /** A sheet of the layer that is looked at, where nothing else lies over it. */
  readonly onSheet: (code: string) => void;
  readonly onHover: (selection: Selection | null) => void;
  readonly onPointer: (at: Position | null) => void;
  readonly onTrouble: (isTroubled: boolean) => void;
}

export interface Padding {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const moveMs = 200;

/** The one map of the page. It never moves by itself: only a person's act calls a method that moves it. */
export class MapStage {
  readonly map: MapLibre;
  readonly stations: StationsLayer;
  readonly units: UnitsLayer;
  readonly overlay: OverlayLayer;
  readonly preview: PreviewLayer;
  readonly imported: ImportLayer;
  readonly shares: ShareLayer;
  #isDrawn = false;
  #padding: Padding = { left: 0, right: 0, top: 0, bottom: 0 };

  constructor(
    container: HTMLElement,
    private wish: StyleWish,
    start: { readonly view: MapView | null; readonly bounds: BoundingBox | null },
    private readonly events: StageEvents,
    private readonly isCalm: () => boolean,
  ) {
    this.map = new MapLibre({
      container,
      style: buildStyle(wish),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      minZoom: 3,
      maxZoom: 18,
      fadeDuration: isCalm() ? 0 : 150,
      canvasContextAttributes: { preserveDrawingBuffer: true },
      ...(start.view ? { center: [...start.view.centre] as [number, number], zoom: start.view.zoom } : {}),
      ...(!start.view && start.bounds
        ? { bounds: [...start.bounds] as [number, number, number, number], fitBoundsOptions: { padding: 24 } }
        : {}),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.stations = new StationsLayer(this.map);
    this.units = new UnitsLayer(this.map, isCalm);
    this.overlay = new OverlayLayer(this.map);
    this.preview = new PreviewLayer(this.map);
    this.imported = new ImportLayer(this.map);
    this.shares = new ShareLayer(this.map);
    bindSymbols(this.map, () => this.wish.palette);
    this.map.on('style.load', () => this.#addData());
    this.map.on('moveend', () => this.#tellView());
    this.map.on('load', () => this.#tellView());
    this.map.on('click', (event) => void this.#click(event));
    this.map.on('mousemove', (event) => this.#hover(event));
    this.map.on('mouseout', () => {
      events.onPointer(null);
      events.onHover(null);
    });
    this.map.on('error', ({ error }) => {
      if (isAborted(error)) return;
      this.#setDrawn(false);
      events.onTrouble(true);
    });
    // Not 'idle': while units drive and values come, the map may never rest.
    this.map.on('movestart', () => this.#setDrawn(false));
    this.map.on('render', () => {
      if (this.#isDrawn || !this.map.areTilesLoaded()) return;
      this.#setDrawn(true);
      events.onTrouble(false);
    });
    this.map.on('idle', () => {
      window.__gis = { ...window.__gis, mapIdle: true };
    });
  }

  #setDrawn(isDrawn: boolean): void {
    this.#isDrawn = isDrawn;
    window.__gis = { ...window.__gis, mapDrawn: isDrawn };
  }

  restyle(wish: StyleWish): void {
    this.wish = wish;
    this.preview.rest();
    this.map.setStyle(buildStyle(wish), { diff: false });
  }

  /** The same layers with other tiles: only those are asked for anew, and the old ones stay until they are there. */
  retile(wish: StyleWish, before: readonly MapLayer[]): void {
    this.wish = wish;
    const known = new Map(before.map((layer) => [layer.id, layer.tiles]));
    for (const layer of wish.layers) {
      if (known.get(layer.id) === layer.tiles) continue;
      this.map.getSource<VectorTileSource | RasterTileSource>(layer.id)?.setTiles([tilesOf(layer, wish.origin)]);
    }
  }

  /** Switching a layer does not rebuild the style. */
  setVisible(source: string, isVisible: boolean): void {
    for (const layer of this.map.getStyle().layers) {
      if ('source' in layer && layer.source === source) {
        this.map.setLayoutProperty(layer.id, 'visibility', isVisible ? 'visible' : 'none');
      }
    }
  }

  setPadding(padding: Padding): void {
    this.#padding = padding;
  }

  go(at: Position, zoom?: number): void {
    this.map.easeTo({
      center: [...at],
      zoom: Math.max(this.map.getZoom(), zoom ?? 0),
      offset: this.#offset(),
      duration: this.isCalm() ? 0 : moveMs,
    });
  }

  show(view: MapView): void {
    this.map.easeTo({ center: [...view.centre], zoom: view.zoom, duration: this.isCalm() ? 0 : moveMs });
  }

  fit(box: BoundingBox, maxZoom = 13): void {
    const { left, right, top, bottom } = this.#padding;
    const room = 48;
    this.map.fitBounds([...box] as [number, number, number, number], {
      padding: { left: left + room, right: right + room, top: top + room, bottom: bottom + room },
      maxZoom,
      duration: this.isCalm() ? 0 : moveMs,
    });
  }

  /** Moves only as far as needed when a panel would cover what was just selected. */
  uncover(at: Position): void {
    const { x, y } = this.map.project([...at]);
    const { clientWidth, clientHeight } = this.map.getContainer();
    const { left, right, top, bottom } = this.#padding;
    const edge = 40;
    const dx =
      x > clientWidth - right - edge ? x - (clientWidth - right - edge * 3) : x < left + edge ? x - left - edge * 3 : 0;
    const dy =
      y > clientHeight - bottom - edge
        ? y - (clientHeight - bottom - edge * 2)
        : y < top + edge
          ? y - top - edge * 2
          : 0;
    if (dx !== 0 || dy !== 0) this.map.panBy([dx, dy], { duration: this.isCalm() ? 0 : moveMs });
  }

  zoomBy(steps: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + steps, duration: this.isCalm() ? 0 : moveMs });
  }

  /** Three rings at the place of a new alarm, then still. */
  pulse(at: Position, severity: string): void {
    if (this.isCalm()) return;
    const element = document.createElement('div');
    element.className = `map-pulse map-pulse-${severity}`;
    const marker = new Marker({ element }).setLngLat([...at]).addTo(this.map);
    element.addEventListener('animationend', () => marker.remove(), { once: true });
  }

  dispose(): void {
    this.units.stop();
    this.map.remove();
  }

  #addData(): void {
    this.preview.add(this.wish.palette);
    this.imported.add(this.wish.palette);
    this.overlay.addRoutes(this.wish.palette);
    this.stations.add(this.wish.palette);
    this.overlay.add(this.wish.palette);
    this.units.add();
    this.shares.add(this.wish.palette);
    window.__gis = { ...window.__gis, mapReady: true, station: (id) => this.#drawnStation(id) };
  }

  #drawnStation(id: number): { x: number; y: number; icon: string } | null {
    const found = this.map
      .queryRenderedFeatures({ layers: ['stations-alarm', 'stations-quiet'] })
      .find((feature) => feature.id === id);
    if (found?.geometry.type !== 'Point') return null;
    const [lng = 0, lat = 0] = found.geometry.coordinates;
    const { x, y } = this.map.project([lng, lat]);
    const { left, top } = this.map.getContainer().getBoundingClientRect();
    return { x: left + x, y: top + y, icon: String(found.properties.icon) };
  }

  #offset(): [number, number] {
    const { left, right, top, bottom } = this.#padding;
    return [(left - right) / 2, (top - bottom) / 2];
  }

  #tellView(): void {
    const { lng, lat } = this.map.getCenter();
    const box = this.map.getBounds();
    this.events.onView({ centre: [lng, lat], zoom: this.map.getZoom() }, [
      box.getWest(),
      box.getSouth(),
      box.getEast(),
      box.getNorth(),
    ]);
  }

  #hit(event: MapMouseEvent) {
    const layers = [...UnitsLayer.hitLayers, ...OverlayLayer.hitLayers, ...StationsLayer.hitLayers].filter((id) =>
      this.map.getLayer(id),
    );
    const { x, y } = event.point;
    const reach = 5;
    const found = this.map.queryRenderedFeatures(
      [
        [x - reach, y - reach],
        [x + reach, y + reach],
      ],
      { layers },
    );
    const order = (id: string): number => layers.indexOf(id);
    return found.sort((a, b) => order(a.layer.id) - order(b.layer.id))[0];
  }

  async #click(event: MapMouseEvent): Promise<void> {
    const at: Position = [event.lngLat.lng, event.lngLat.lat];
    const feature = this.#hit(event);
    if (feature?.layer.id === 'stations-cluster' && feature.geometry.type === 'Point') {
      const zoom = await this.stations.expansionZoom(Number(feature.properties.cluster_id));
      const [lng = at[0], lat = at[1]] = feature.geometry.coordinates;
      this.map.easeTo({ center: [lng, lat], zoom: zoom + 0.3, duration: this.isCalm() ? 0 : moveMs });
      return;
    }
    const sheet = feature ? null : this.preview.sheetAt(event.point);
    if (sheet !== null) this.events.onSheet(sheet);
    this.events.onPick(feature ? selectionOf(feature.layer.id, Number(feature.id)) : null, at);
  }

  #hover(event: MapMouseEvent): void {
    const feature = this.#hit(event);
    this.map.getCanvas().style.cursor = feature || this.preview.sheetAt(event.point) ? 'pointer' : '';
    this.events.onPointer([event.lngLat.lng, event.lngLat.lat]);
    const isThing = feature && feature.layer.id !== 'stations-cluster';
    this.events.onHover(isThing ? selectionOf(feature.layer.id, Number(feature.id)) : null);
  }
}

function selectionOf(layer: string, id: number): Selection {
  if (layer.startsWith('units')) return { kind: 'unit', id };
  return layer.startsWith('incidents') ? { kind: 'incident', id } : { kind: 'thing', id };
}

const isAborted = (error: object): boolean => 'name' in error && error.name === 'AbortError';
