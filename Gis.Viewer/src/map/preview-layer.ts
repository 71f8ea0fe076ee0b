import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { PreviewWish } from '../state/preview';
import { inTheme, type StyleLayer } from '../state/layer-style';
import { sheetZooms } from '../state/sheets';
import type { Palette } from './palette';

const source = 'preview';
const markId = 'preview-marked';

/** One layer of the catalogue, drawn plainly from its tiles over the ground. */
export class PreviewLayer {
  #wish: PreviewWish | null = null;
  #palette: Palette | null = null;
  #marked: string | null = null;
  #ids: readonly string[] = [];
  /** The tiles that the source has; while a style is tried out they stay. */
  #tiles: string | null = null;

  constructor(private readonly map: MapLibre) {}

  add(palette: Palette): void {
    this.#palette = palette;
    this.#tiles = null;
    this.#draw();
  }

  /** Another style is being loaded: nothing is added until add() is called again. */
  rest(): void {
    this.#palette = null;
  }

  show(wish: PreviewWish | null): void {
    this.#wish = wish;
    // Before the style is there nothing can be added; it is then, by add().
    if (this.#palette) this.#draw();
  }

  /** Frames the sheet of this code. */
  mark(code: string | null): void {
    this.#marked = code;
    if (this.map.getLayer(markId)) this.map.setFilter(markId, ['==', ['get', 'code'], code ?? '']);
  }

  /** The code of the sheet under a point of the screen; null where there is none, or another layer is shown. */
  sheetAt(point: { readonly x: number; readonly y: number }): string | null {
    const layers = sheetZooms.map(({ scale }) => `preview-fill-${scale}`).filter((id) => this.map.getLayer(id));
    if (layers.length === 0) return null;
    const [found] = this.map.queryRenderedFeatures([point.x, point.y], { layers });
    return typeof found?.properties.code === 'string' ? found.properties.code : null;
  }

  #draw(): void {
    for (const id of this.#ids) if (this.map.getLayer(id)) this.map.removeLayer(id);
    const wanted = this.#wish?.tiles ?? null;
    if (wanted !== this.#tiles && this.map.getSource(source)) this.map.removeSource(source);
    this.#tiles = wanted;
    if (!this.#wish || !this.#palette) return;
    const tiles = `${window.location.origin}${this.#wish.tiles}`;
    if (!this.map.getSource(source))
      this.map.addSource(
        source,
        this.#wish.geometryKind === 'raster'
          ? { type: 'raster', url: tiles, tileSize: 256 }
          : { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: 14 },
      );
    const below = this.map.getLayer('routes-halo') ? 'routes-halo' : undefined;
    const layers = this.#layers(this.#wish, this.#palette);
    this.#ids = layers.map((layer) => layer.id);
    for (const layer of layers) this.map.addLayer(layer, below);
  }

  #layers(wish: PreviewWish, palette: Palette): readonly LayerSpecification[] {
    if (wish.style !== null) return styledLayers(wish.style, source, wish.layer, 'preview-', palette);
    return wish.layer === 'sheets' ? sheetLayers(palette, this.#marked) : layersOf(wish, palette);
  }
}

/** Layers of a stored style over a source of the map, under ids of their own. */
export const styledLayers = (
  style: readonly StyleLayer[],
  from: string,
  sourceLayer: string,
  prefix: string,
  { isDark }: Palette,
): LayerSpecification[] =>
  style.map((layer) => {
    const on = layer.type === 'raster' ? { source: from } : { source: from, 'source-layer': sourceLayer };
    return { ...inTheme(layer, isDark), id: `${prefix}${layer.id}`, ...on } as unknown as LayerSpecification;
  });

/** Each scale where its sheets can be told apart, by state: what is done in the accent, what is to do in grey. */
function sheetLayers(palette: Palette, marked: string | null): LayerSpecification[] {
  const { accent, normal } = palette.colour;
  const from = { source, 'source-layer': 'sheets' };
  const byScale = sheetZooms.flatMap(({ scale, from: minzoom, to: maxzoom }): LayerSpecification[] => [
    {
      id: `preview-fill-${scale}`,
      type: 'fill',
      ...from,
      minzoom,
      maxzoom,
      filter: ['==', ['get', 'scale'], scale],
      paint: {
        'fill-color': ['match', ['get', 'state'], ['updated', 'converted'], accent, normal],
        'fill-opacity': ['match', ['get', 'state'], 'updated', 0.5, 'converted', 0.24, 'to_update', 0.34, 0.14],
      },
    },
    {
      id: `preview-line-${scale}`,
      type: 'line',
      ...from,
      minzoom,
      maxzoom,
      filter: ['==', ['get', 'scale'], scale],
      paint: { 'line-color': normal, 'line-width': 1, 'line-opacity': 0.6 },
    },
  ]);
  return [
    ...byScale,
    {
      id: markId,
      type: 'line',
      ...from,
      filter: ['==', ['get', 'code'], marked ?? ''],
      paint: { 'line-color': palette.colour.t1, 'line-width': 2.5 },
    },
  ];
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
