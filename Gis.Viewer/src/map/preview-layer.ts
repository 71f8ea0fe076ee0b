import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { PreviewWish } from '../state/preview';
import type { Palette } from './palette';

const source = 'preview';
const ids = ['preview-picture', 'preview-fill', 'preview-line', 'preview-point'];

/** One layer of the catalogue, drawn plainly from its tiles over the ground. */
export class PreviewLayer {
  #wish: PreviewWish | null = null;
  #palette: Palette | null = null;

  constructor(private readonly map: MapLibre) {}

  add(palette: Palette): void {
    this.#palette = palette;
    this.#draw();
  }

  show(wish: PreviewWish | null): void {
    this.#wish = wish;
    // Before the style is there nothing can be added; it is then, by add().
    if (this.#palette) this.#draw();
  }

  #draw(): void {
    for (const id of ids) if (this.map.getLayer(id)) this.map.removeLayer(id);
    if (this.map.getSource(source)) this.map.removeSource(source);
    if (!this.#wish || !this.#palette) return;
    const tiles = `${window.location.origin}${this.#wish.tiles}`;
    this.map.addSource(
      source,
      this.#wish.geometryKind === 'raster'
        ? { type: 'raster', url: tiles, tileSize: 256 }
        : { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: 14 },
    );
    const below = this.map.getLayer('routes-halo') ? 'routes-halo' : undefined;
    for (const layer of layersOf(this.#wish, this.#palette)) this.map.addLayer(layer, below);
  }
}

function layersOf(wish: PreviewWish, palette: Palette): LayerSpecification[] {
  if (wish.geometryKind === 'raster') return [{ id: 'preview-picture', type: 'raster', source }];
  const from = { source, 'source-layer': wish.layer };
  const colour = palette.colour.accent;
  if (wish.geometryKind === 'point') {
    return [
      {
        id: 'preview-point',
        type: 'circle',
        ...from,
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 5, 2.5, 12, 5],
          'circle-color': colour,
          'circle-stroke-width': 1,
          'circle-stroke-color': palette.colour['map-halo'],
        },
      },
    ];
  }
  const line: LayerSpecification = {
    id: 'preview-line',
    type: 'line',
    ...from,
    paint: { 'line-color': colour, 'line-width': wish.geometryKind === 'line' ? 1.6 : 1.2 },
  };
  const fill: LayerSpecification = {
    id: 'preview-fill',
    type: 'fill',
    ...from,
    paint: { 'fill-color': colour, 'fill-opacity': 0.14 },
  };
  return wish.geometryKind === 'line' ? [line] : [fill, line];
}
