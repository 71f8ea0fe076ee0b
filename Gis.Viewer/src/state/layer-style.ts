/**
 * Styles of layers in the words of the MapLibre style specification: the layers of a style without sources, as the server stores them.
 * What the dark theme paints otherwise stands in a layer's metadata.
 */
export type StyleKind = 'point' | 'line' | 'polygon' | 'raster';
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type StyleValue = Json;

export interface StyleLayer {
  readonly id: string;
  readonly type: string;
  readonly minzoom?: number;
  readonly maxzoom?: number;
  readonly filter?: StyleValue;
  readonly layout?: Readonly<Record<string, StyleValue>>;
  readonly paint?: Readonly<Record<string, StyleValue>>;
  readonly metadata?: Readonly<Record<string, StyleValue>>;
}

export const darkKey = 'gis:dark';
export const recipeKey = 'gis:recipe';

const isRecord = (value: unknown): value is Record<string, StyleValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the dark theme paints otherwise; nothing where a layer says nothing of it. */
export function darkPaint(layer: StyleLayer): Readonly<Record<string, StyleValue>> {
  const dark = layer.metadata?.[darkKey];
  return isRecord(dark) && isRecord(dark.paint) ? dark.paint : {};
}

export const inTheme = (layer: StyleLayer, isDark: boolean): StyleLayer =>
  isDark ? { ...layer, paint: { ...layer.paint, ...darkPaint(layer) } } : layer;

/** As the server serves it: the layers of a list that came as JSON from elsewhere, or of a whole style document. Null where it is neither. */
export function layersFrom(json: unknown): readonly unknown[] | null {
  const layers = isRecord(json) ? json.layers : json;
  return Array.isArray(layers) && layers.length > 0 ? layers : null;
}

/** A style of elsewhere names its own source; here each layer draws the one whose style it is. */
export function withoutSource(layer: unknown): unknown {
  if (!isRecord(layer)) return layer;
  return Object.fromEntries(Object.entries(layer).filter(([name]) => name !== 'source' && name !== 'source-layer'));
}

export type Scalar = string | number | boolean;

export interface Category {
  readonly value: Scalar;
  readonly colour: string;
}

/** How a style came to be: what the form of the editor holds. */
export interface StyleRecipe {
  readonly mode: 'simple' | 'category' | 'class';
  readonly colour: string;
  /** Of a line or an outline in pixels; of a point its radius. */
  readonly width: number;
  /** 0 … 1, of fills and pictures; lines and points are drawn full. */
  readonly opacity: number;
  readonly property: string | null;
  readonly categories: readonly Category[];
  /** The colour of values that no category names. */
  readonly other: string;
  /** Where one class ends and the next begins, rising; one fewer than there are colours. */
  readonly breaks: readonly number[];
  readonly colours: readonly string[];
  readonly label: string | null;
  readonly labelSize: number;
  readonly minZoom: number;
  readonly maxZoom: number;
}

export const lastZoom = 24;

export const startRecipe = (kind: StyleKind): StyleRecipe => ({
  mode: 'simple',
  colour: '#0f8577',
  width: kind === 'point' ? 4 : 1.5,
  opacity: kind === 'raster' ? 1 : 0.3,
  property: null,
  categories: [],
  other: '#8b99a4',
  breaks: [],
  colours: [],
  label: null,
  labelSize: 12,
  minZoom: 0,
  maxZoom: lastZoom,
});

/** Ten colours that are told apart on light and dark ground, by colour-blind eyes too. */
export const categoryColours: readonly string[] = [
  '#0f8577',
  '#d9822b',
  '#5b6fd6',
  '#c2447e',
  '#8a9a1f',
  '#2f9fd0',
  '#a3603a',
  '#8156b8',
  '#c9a227',
  '#5f7482',
];

/** From least to most; each step is as far from the last as from the next. */
export const ramps: Readonly<Record<string, readonly [string, string, string]>> = {
  teal: ['#cfeae4', '#4aa797', '#08463f'],
  heat: ['#fbe3a6', '#e8833a', '#8c1d18'],
  blue: ['#d3e4f5', '#5a93cb', '#173b6c'],
  diverging: ['#2f6fb0', '#e6e2d8', '#b5432f'],
};

const channels = (colour: string): readonly number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

function between(from: string, to: string, share: number): string {
  const end = channels(to);
  return `#${channels(from)
    .map((start, i) =>
      Math.round(start + (end[i]! - start) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

export function rampColours(ramp: string, count: number): readonly string[] {
  const [low, middle, high] = ramps[ramp] ?? ramps.teal!;
  if (count <= 1) return [middle];
  return Array.from({ length: count }, (_, i) => {
    const at = (i / (count - 1)) * 2;
    return at <= 1 ? between(low, middle, at) : between(middle, high, at - 1);
  });
}

/** Bounds as people write them: three significant figures, and no two alike. */
const rounded = (bounds: readonly number[]): readonly number[] =>
  [...new Set(bounds.map((bound) => Number(bound.toPrecision(3))))].sort((a, b) => a - b);

/** As many features in each class. @param percentiles 0 … 100, so 101 of them. */
export const quantileBreaks = (percentiles: readonly number[], classes: number): readonly number[] =>
  rounded(
    Array.from({ length: classes - 1 }, (_, i) => percentiles[Math.round(((i + 1) / classes) * 100)]!).filter(
      (bound) => bound > percentiles[0]!,
    ),
  );

/** As wide a span in each class. */
export function equalBreaks(least: number, most: number, classes: number): readonly number[] {
  if (!(most > least)) return [];
  return rounded(Array.from({ length: classes - 1 }, (_, i) => least + ((most - least) * (i + 1)) / classes)).filter(
    (bound) => bound > least,
  );
}

const labelInk = { light: '#16202a', lightHalo: '#ffffff', dark: '#e8edf1', darkHalo: '#11171c' } as const;

function colourOf(recipe: StyleRecipe): StyleValue {
  const { property } = recipe;
  if (recipe.mode === 'category' && property !== null && recipe.categories.length > 0) {
    // A list of values must be of one kind: what is no text is compared as text.
    const pairs = recipe.categories.flatMap(({ value, colour }) => [String(value), colour]);
    return ['match', ['to-string', ['get', property]], ...pairs, recipe.other];
  }
  if (recipe.mode === 'class' && property !== null && recipe.breaks.length > 0) {
    const [first = recipe.colour, ...rest] = recipe.colours;
    const steps = recipe.breaks.flatMap((bound, i) => [bound, rest[i] ?? recipe.colour]);
    return [
      'case',
      ['==', ['typeof', ['get', property]], 'number'],
      ['step', ['to-number', ['get', property], 0], first, ...steps],
      recipe.other,
    ];
  }
  return recipe.colour;
}

/** The layers of a style made from the form; the form itself travels with the first of them. */
export function layersOf(recipe: StyleRecipe, kind: StyleKind): readonly StyleLayer[] {
  const zooms = {
    ...(recipe.minZoom > 0 ? { minzoom: recipe.minZoom } : {}),
    ...(recipe.maxZoom < lastZoom ? { maxzoom: recipe.maxZoom } : {}),
  };
  const [first, ...rest] = [...shapes(recipe, kind), ...labels(recipe, kind)].map((layer) => ({ ...layer, ...zooms }));
  if (!first) return [];
  return [{ ...first, metadata: { ...first.metadata, [recipeKey]: recipe as unknown as StyleValue } }, ...rest];
}

function shapes(recipe: StyleRecipe, kind: StyleKind): StyleLayer[] {
  const colour = colourOf(recipe);
  if (kind === 'raster') return [{ id: 'pictures', type: 'raster', paint: { 'raster-opacity': recipe.opacity } }];
  if (kind === 'point') {
    const paint = {
      'circle-color': colour,
      'circle-radius': recipe.width,
      'circle-opacity': recipe.opacity < 0.05 ? 0.05 : 1,
      'circle-stroke-width': 1,
      'circle-stroke-color': labelInk.lightHalo,
    };
    const dark = { [darkKey]: { paint: { 'circle-stroke-color': labelInk.darkHalo } } };
    return [{ id: 'points', type: 'circle', paint, metadata: dark }];
  }
  const line: StyleLayer = {
    id: 'lines',
    type: 'line',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': recipe.width },
  };
  if (kind === 'line') return [line];
  const fill: StyleLayer = {
    id: 'areas',
    type: 'fill',
    paint: { 'fill-color': colour, 'fill-opacity': recipe.opacity },
  };
  return recipe.width > 0 ? [fill, line] : [fill];
}

function labels(recipe: StyleRecipe, kind: StyleKind): StyleLayer[] {
  if (recipe.label === null || kind === 'raster') return [];
  return [
    {
      id: 'labels',
      type: 'symbol',
      layout: {
        'text-field': ['to-string', ['get', recipe.label]],
        'text-font': ['Noto Sans CJK SC', 'sans-serif'],
        'text-size': recipe.labelSize,
        ...(kind === 'line' ? { 'symbol-placement': 'line' } : {}),
        ...(kind === 'point' ? { 'text-anchor': 'top', 'text-offset': [0, 0.6] } : {}),
      },
      paint: { 'text-color': labelInk.light, 'text-halo-color': labelInk.lightHalo, 'text-halo-width': 1.5 },
      metadata: { [darkKey]: { paint: { 'text-color': labelInk.dark, 'text-halo-color': labelInk.darkHalo } } },
    },
  ];
}

/** The form that a style was made from; null where it was made or changed by hand. */
export function recipeOf(layers: readonly StyleLayer[], kind: StyleKind): StyleRecipe | null {
  const kept = layers[0]?.metadata?.[recipeKey];
  if (!isRecord(kept)) return null;
  const recipe = { ...startRecipe(kind), ...kept } as unknown as StyleRecipe;
  try {
    return isSame(layersOf(recipe, kind), layers) ? recipe : null;
  } catch {
    // Somebody else's note under our name.
    return null;
  }
}

/** Alike but for the form that they were made from, and for the order of names. */
export const isSame = (one: readonly StyleLayer[], other: readonly StyleLayer[]): boolean =>
  canonical(one.map(bare)) === canonical(other.map(bare));

function bare(layer: StyleLayer): StyleLayer {
  const metadata = Object.fromEntries(Object.entries(layer.metadata ?? {}).filter(([name]) => name !== recipeKey));
  return { ...layer, metadata };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join()}}`;
}
