import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { ShownImport } from '../state/import-shown';
import type { Palette } from './palette';

const source = 'import';
const remarkSource = 'import-remarks';

/** Rows of a file as they would be in their layer; what is repaired has a thin ring, what is refused a wide one where it says it lies. */
export class ImportLayer {
  #shown: ShownImport | null = null;
  #palette: Palette | null = null;
  #ids: readonly string[] = [];

  constructor(private readonly map: MapLibre) {}

  add(palette: Palette): void {
    this.#palette = palette;
    this.#draw();
  }

  show(shown: ShownImport | null): void {
    this.#shown = shown;
    // Before the style is there nothing can be added; it is then, by add().
    if (this.#palette) this.#draw();
  }

  #draw(): void {
    for (const id of this.#ids) if (this.map.getLayer(id)) this.map.removeLayer(id);
    this.#ids = [];
    for (const id of [source, remarkSource]) if (this.map.getSource(id)) this.map.removeSource(id);
    if (!this.#shown || !this.#palette) return;
    this.map.addSource(source, { type: 'geojson', data: this.#shown.features });
    this.map.addSource(remarkSource, {
      type: 'geojson',
      data: {
        type: 'FeatureCollection',
        features: this.#shown.remarks.map(({ row, isRefused, lon, lat }) => ({
          type: 'Feature',
          id: row,
          properties: { isRefused },
          geometry: { type: 'Point', coordinates: [lon, lat] },
        })),
      },
    });
    const layers = layersOf(this.#palette);
    this.#ids = layers.map(({ id }) => id);
    for (const layer of layers) this.map.addLayer(layer);
  }
}

function layersOf(palette: Palette): LayerSpecification[] {
  const { accent } = palette.colour;
  const repaired = palette.isDark ? palette.severity.yellow.fill : palette.severity.yellow.edge;
  const refused = palette.severity.red.fill;
  const isRepaired = ['get', 'repaired'] as const;
  const colour = ['case', [...isRepaired], repaired, accent] as never;
  return [
    {
      id: 'import-fill',
      type: 'fill',
      source,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour, 'fill-opacity': 0.18 },
    },
    {
      id: 'import-line',
      type: 'line',
      source,
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': colour, 'line-width': 1.6 },
    },
    {
      id: 'import-point',
      type: 'circle',
      source,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 5, 3, 12, 5],
        'circle-color': colour,
        'circle-stroke-width': 1,
        'circle-stroke-color': palette.colour['map-halo'],
      },
    },
    {
      id: 'import-remark',
      type: 'circle',
      source: remarkSource,
      paint: {
        'circle-radius': ['case', ['get', 'isRefused'], 10, 7],
        'circle-opacity': 0,
        'circle-stroke-width': ['case', ['get', 'isRefused'], 3.5, 2],
        'circle-stroke-color': ['case', ['get', 'isRefused'], refused, repaired],
      },
    },
  ];
}
