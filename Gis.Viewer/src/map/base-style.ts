import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { MapLayer } from '../api/types';
import type { StyleLayer } from '../state/layer-style';
import type { Palette } from './palette';
import { styledLayers } from './preview-layer';

/** A GeoJSON source before anything is known. */
export const emptyCollection: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Lies under everything but the ground; it is clear where the land is flat. */
const hillshadeId = 'hillshade';

/** Base layers this style knows how to draw; any other stored layer is drawn plainly. */
export const baseLayerIds = [
  'provinces',
  'prefectures',
  'counties',
  'lakes',
  'lake_names',
  'rivers',
  'coast',
  'roads',
  'railways',
  'places',
];

export interface StyleWish {
  readonly palette: Palette;
  readonly language: 'zh' | 'en';
  readonly layers: readonly MapLayer[];
  readonly isHidden: (layerId: string) => boolean;
  readonly origin: string;
}

/** Nothing but the content of some layers is another: the map keeps its style and asks for their tiles anew. */
export const isAlikeButTiles = (one: readonly MapLayer[], other: readonly MapLayer[]): boolean =>
  JSON.stringify(one.map(withoutTiles)) === JSON.stringify(other.map(withoutTiles));

const withoutTiles = (layer: MapLayer) => ({ ...layer, tiles: '', bbox: null, edition: 0 });

export const tilesOf = (layer: MapLayer, origin: string): string =>
  layer.tiles.startsWith('http') ? layer.tiles : origin + layer.tiles;

const font = ['Noto Sans CJK SC', 'sans-serif'];

export function buildStyle(wish: StyleWish): StyleSpecification {
  const stored = wish.layers.filter((layer) => layer.kind === 'stored');
  const sources: Record<string, SourceSpecification> = {};
  for (const layer of stored) {
    sources[layer.id] = {
      type: 'vector',
      tiles: [tilesOf(layer, wish.origin)],
      minzoom: layer.minZoom,
      maxzoom: Math.max(layer.minZoom, Math.min(layer.maxZoom, 14)),
      ...(layer.bbox ? { bounds: [...layer.bbox] as [number, number, number, number] } : {}),
    };
  }
  const images = wish.layers.filter((layer) => layer.kind === 'image');
  for (const layer of images) {
    sources[layer.id] = {
      type: 'raster',
      tiles: [tilesOf(layer, wish.origin)],
      tileSize: 256,
      minzoom: layer.minZoom,
      maxzoom: layer.maxZoom,
      ...(layer.bbox ? { bounds: [...layer.bbox] as [number, number, number, number] } : {}),
    };
  }
  const known = new Set([...stored, ...images].map((layer) => layer.id));
  // What somebody has stored a style for is drawn so, where the ground drew it before.
  const styled = new Map([...stored, ...images].flatMap((layer) => (layer.style ? [[layer.id, layer] as const] : [])));
  const base = baseLayers(wish).flatMap((layer): LayerSpecification[] => {
    if (!('source' in layer) || typeof layer.source !== 'string' || !known.has(layer.source)) return [];
    const own = styled.get(layer.source);
    styled.delete(layer.source);
    if (own) return styleOf(own, wish) ?? [];
    return wish.layers.find((one) => one.id === layer.source)?.style ? [] : [layer];
  });
  const isBase = (layer: MapLayer): boolean => baseLayerIds.includes(layer.id) || layer.id === hillshadeId;
  const drawn = (layer: MapLayer, plain: LayerSpecification): LayerSpecification[] => styleOf(layer, wish) ?? [plain];
  const extra = stored.filter((layer) => !isBase(layer)).flatMap((layer) => drawn(layer, plainLayer(layer, wish)));
  // A picture covers the ground and lies under lines and names.
  const pictures = images
    .filter((layer) => !isBase(layer))
    .flatMap((layer) => drawn(layer, { id: layer.id, type: 'raster', source: layer.id }));
  const isSurface = (layer: LayerSpecification): boolean => layer.type === 'fill' || layer.type === 'raster';
  const surfaces = base.filter(isSurface);
  const lines = base.filter((layer) => !isSurface(layer));
  // Areas of further layers lie on the ground and under lines, as the ground's own do.
  const ground = [
    ...surfaces,
    ...pictures,
    ...extra.filter(isSurface),
    ...lines,
    ...extra.filter((layer) => !isSurface(layer)),
  ].map((layer) => hide(layer, wish));
  return {
    version: 8,
    sources,
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': wish.palette.colour['map-sea'] } },
      ...ground.filter((layer) => layer.type !== 'symbol'),
      ...ground.filter((layer) => layer.type === 'symbol'),
    ],
  };
}

function hide(layer: LayerSpecification, wish: StyleWish): LayerSpecification {
  const isHidden = 'source' in layer && typeof layer.source === 'string' && wish.isHidden(layer.source);
  return { ...layer, layout: { ...layer.layout, visibility: isHidden ? 'none' : 'visible' } } as LayerSpecification;
}

/** The style that somebody stored for a layer; null where nobody has. */
const styleOf = (layer: MapLayer, wish: StyleWish): LayerSpecification[] | null =>
  layer.style
    ? styledLayers(layer.style as readonly StyleLayer[], layer.id, layer.id, `${layer.id}:`, wish.palette)
    : null;

function plainLayer(layer: MapLayer, { palette }: StyleWish): LayerSpecification {
  const on = { source: layer.id, 'source-layer': layer.id } as const;
  const { colour } = palette;
  if (layer.geometryKind === 'point') {
    return { id: layer.id, type: 'circle', ...on, paint: { 'circle-radius': 3, 'circle-color': colour['map-label'] } };
  }
  return {
    id: layer.id,
    type: 'line',
    ...on,
    paint: { 'line-color': colour['map-label'], 'line-width': 1, 'line-opacity': 0.7 },
  };
}

function baseLayers({ palette, language, layers }: StyleWish): LayerSpecification[] {
  const c = palette.colour;
  const name = language === 'zh' ? 'name_zh' : 'name_en';
  const label = ['coalesce', ['get', name], ['get', 'name_en'], ['get', 'name_zh']] as const;
  const on = (id: string) => ({ source: id, 'source-layer': id });
  const text = { 'text-field': label, 'text-font': font } as const;
  const ink = { 'text-color': c['map-label'], 'text-halo-color': c['map-halo'], 'text-halo-width': 1.5 } as const;
  const isOwn = ['==', ['get', 'kind'], 'own'];
  const major = ['match', ['get', 'class'], ['motorway', 'trunk', 'primary'], true, false];
  return [
    {
      id: 'provinces-fill',
      type: 'fill',
      ...on('provinces'),
      paint: { 'fill-color': ['case', isOwn, c['map-own'], c['map-neighbour']], 'fill-antialias': false },
    },
    {
      id: 'hillshade',
      type: 'raster',
      source: hillshadeId,
      // The light comes from the north-west; on dark ground the same light is seen more.
      paint: { 'raster-opacity': palette.isDark ? 0.3 : 0.42, 'raster-fade-duration': 0 },
    },
    {
      id: 'lakes-fill',
      type: 'fill',
      ...on('lakes'),
      paint: { 'fill-color': c['map-lake'], 'fill-outline-color': c['map-river'] },
    },
    {
      id: 'rivers-line',
      type: 'line',
      ...on('rivers'),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': c['map-river'],
        'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.9, 8, 1.4, 12, 2.6],
      },
    },
    {
      id: 'roads-minor',
      type: 'line',
      ...on('roads'),
      minzoom: 7.5,
      filter: ['!', major],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': c['map-road-minor'],
        'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.8, 12, 2.2],
      },
    },
    {
      id: 'roads-major',
      type: 'line',
      ...on('roads'),
      filter: major,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': c['map-road'],
        'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.8, 8, 1.8, 12, 3.4],
      },
    },
    {
      id: 'railways-line',
      type: 'line',
      ...on('railways'),
      paint: { 'line-color': c['map-border-prefecture'], 'line-width': 0.9, 'line-dasharray': [5, 3] },
    },
    {
      id: 'counties-line',
      type: 'line',
      ...on('counties'),
      minzoom: 7.5,
      paint: { 'line-color': c['map-border-prefecture'], 'line-width': 0.7, 'line-dasharray': [3, 2] },
    },
    {
      id: 'prefectures-line',
      type: 'line',
      ...on('prefectures'),
      paint: { 'line-color': c['map-border-prefecture'], 'line-width': 1 },
    },
    {
      id: 'provinces-line',
      type: 'line',
      ...on('provinces'),
      filter: ['!', isOwn],
      paint: { 'line-color': c['map-border-prefecture'], 'line-width': 1 },
    },
    {
      id: 'coast-line',
      type: 'line',
      ...on('coast'),
      paint: { 'line-color': c['map-border-prefecture'], 'line-width': 0.8 },
    },
    {
      id: 'provinces-own-line',
      type: 'line',
      ...on('provinces'),
      filter: isOwn,
      paint: { 'line-color': c['map-border-province'], 'line-width': 1.4 },
    },
    {
      id: 'rivers-label',
      type: 'symbol',
      ...on('rivers'),
      minzoom: 7,
      filter: ['has', 'name_zh'],
      layout: { ...text, 'symbol-placement': 'line', 'symbol-spacing': 420, 'text-size': 11 },
      paint: { ...ink, 'text-color': c['map-river-label'] },
    },
    {
      id: 'lakes-label',
      type: 'symbol',
      // One point a lake: a tile holds a piece of a lake, and each piece would be named. An own layer of lakes may have no such points.
      ...on(layers.some((layer) => layer.id === 'lake_names') ? 'lake_names' : 'lakes'),
      minzoom: 8,
      filter: ['has', 'name_zh'],
      layout: { ...text, 'text-size': 11 },
      paint: { ...ink, 'text-color': c['map-river-label'] },
    },
    placeLabel('places-town', ['town', 'township', 'other'], 9.5, 11, text, ink),
    placeLabel('places-county', ['county'], 7.6, 12, text, ink),
    placeLabel(
      'places-city',
      ['prefecture', 'capital', 'province_capital', 'provincial_capital', 'city'],
      0,
      13,
      text,
      ink,
    ),
  ] as LayerSpecification[];
}

function placeLabel(
  id: string,
  classes: readonly string[],
  minzoom: number,
  size: number,
  text: object,
  ink: object,
): object {
  return {
    id,
    type: 'symbol',
    source: 'places',
    'source-layer': 'places',
    minzoom,
    filter: ['match', ['coalesce', ['get', 'class'], ['get', 'kind']], classes, true, false],
    layout: {
      ...text,
      'text-size': size,
      'text-letter-spacing': size === 13 ? 0.08 : 0,
      // A label gives way to the cluster that stands on its place: below first, then beside it.
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': size === 13 ? 1.6 : 0.6,
      'text-justify': 'auto',
    },
    paint: ink,
  };
}
