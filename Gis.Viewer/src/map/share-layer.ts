import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl';
import type { ShareStep, ShownShares } from '../state/land-stats';
import type { Palette } from './palette';

const fillId = 'shares-fill';
const openId = 'shares-open';
const markId = 'shares-marked';
const textId = 'shares-text';
const source = 'shares';
const counties = 'counties';

/** The colour of each step, the same in the legend; never alone: every county bears its figure. */
export const stepColours = ({ severity, colour }: Palette): Readonly<Record<ShareStep, string>> => ({
  none: colour.normal,
  low: severity.blue.fill,
  near: severity.yellow.fill,
  over: severity.orange.fill,
  far: severity.red.fill,
});

/** Counties coloured by the share by which they are held to account, from the outlines that the ground is drawn of. */
export class ShareLayer {
  #shown: ShownShares | null = null;
  #palette: Palette | null = null;

  constructor(private readonly map: MapLibre) {}

  add(palette: Palette): void {
    this.#palette = palette;
    this.#draw();
  }

  show(shown: ShownShares | null): void {
    this.#shown = shown;
    // Before the style is there nothing can be added; it is then, by add().
    if (this.#palette) this.#draw();
  }

  #draw(): void {
    for (const id of [textId, markId, openId, fillId]) if (this.map.getLayer(id)) this.map.removeLayer(id);
    if (this.map.getSource(source)) this.map.removeSource(source);
    if (!this.#shown || !this.#palette || !this.map.getSource(counties)) return;
    const { counties: rows, selected } = this.#shown;
    const palette = this.#palette;
    const colours = stepColours(palette);
    const from = { source: counties, 'source-layer': counties };
    const code: ExpressionSpecification = ['get', 'code'];
    const among = (codes: readonly string[]): ExpressionSpecification => ['in', code, ['literal', [...codes]]];
    const below = this.map.getLayer('routes-halo') ? 'routes-halo' : undefined;
    if (rows.length > 0) {
      const byCode = rows.flatMap((row) => [row.code, colours[row.step]]);
      this.map.addLayer(
        {
          id: fillId,
          type: 'fill',
          ...from,
          filter: among(rows.map((row) => row.code)),
          paint: {
            'fill-color': ['match', code, ...byCode, colours.none] as unknown as ExpressionSpecification,
            'fill-opacity': palette.isDark ? 0.42 : 0.5,
          },
        },
        below,
      );
      this.map.addLayer(
        {
          id: openId,
          type: 'line',
          ...from,
          filter: among(rows.filter((row) => row.isOpen).map((row) => row.code)),
          paint: { 'line-color': palette.colour.t1, 'line-width': 1.4, 'line-dasharray': [3, 2] },
        },
        below,
      );
    }
    this.map.addLayer(
      {
        id: markId,
        type: 'line',
        ...from,
        filter: among(selected),
        paint: { 'line-color': palette.colour.accent, 'line-width': 3 },
      },
      below,
    );
    this.map.addSource(source, {
      type: 'geojson',
      data: {
        type: 'FeatureCollection',
        features: rows.flatMap(({ at, text }) =>
          at === null
            ? []
            : [{ type: 'Feature', properties: { text }, geometry: { type: 'Point', coordinates: [...at] } }],
        ),
      },
    });
    this.map.addLayer({
      id: textId,
      type: 'symbol',
      source,
      layout: {
        'text-field': ['get', 'text'],
        'text-font': ['Noto Sans CJK SC', 'sans-serif'],
        'text-size': 12,
        'text-padding': 1,
      },
      paint: { 'text-color': palette.colour.t1, 'text-halo-color': palette.colour['map-halo'], 'text-halo-width': 1.6 },
    });
  }
}
