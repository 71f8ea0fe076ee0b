import { describe, expect, it } from 'vitest';
import type { MapLayer } from '../api/types';
import { buildStyle, isAlikeButTiles } from './base-style';
import { readPalette } from './palette';

const layer = (id: string, kind: MapLayer['kind'], geometryKind: MapLayer['geometryKind']): MapLayer => ({
  id,
  titleZh: id,
  titleEn: id,
  geometryKind,
  kind,
  published: true,
  approximate: false,
  credit: '',
  licence: '',
  edition: 1,
  minZoom: 4,
  maxZoom: 9,
  bbox: null,
  tiles: `/tiles/${id}/{z}/{y}/{x}`,
  style: null,
});
const styleOf = (...layers: MapLayer[]) =>
  buildStyle({
    palette: readPalette(),
    language: 'zh',
    layers,
    isHidden: () => false,
    origin: 'http://here',
  });
const orderOf = (...layers: MapLayer[]): string[] => styleOf(...layers).layers.map((one) => one.id);

const provinces = layer('provinces', 'stored', 'polygon');
const lakes = layer('lakes', 'stored', 'polygon');
const roads = layer('roads', 'stored', 'line');

describe('the base map', () => {
  it('lays hill-shade on the ground, under water and lines', () => {
    const order = orderOf(roads, lakes, provinces, layer('hillshade', 'image', 'raster'));

    expect(order.slice(0, 4)).toEqual(['sea', 'provinces-fill', 'hillshade', 'lakes-fill']);
  });

  it('does without hill-shade where there is none', () => {
    expect(orderOf(provinces, lakes)).not.toContain('hillshade');
  });

  it('lays a picture over the ground and under the lines', () => {
    const order = orderOf(roads, lakes, provinces, layer('photo', 'image', 'raster'));

    expect(order.indexOf('photo')).toBeGreaterThan(order.indexOf('lakes-fill'));
    expect(order.indexOf('photo')).toBeLessThan(order.indexOf('roads-minor'));
    expect(styleOf(layer('photo', 'image', 'raster')).sources['photo']).toMatchObject({
      type: 'raster',
      tiles: ['http://here/tiles/photo/{z}/{y}/{x}'],
      maxzoom: 9,
    });
  });

  it('names a lake at its one point, and by its pieces only where there are no points', () => {
    const sourceOf = (...layers: MapLayer[]) => styleOf(...layers).layers.find((one) => one.id === 'lakes-label');

    expect(sourceOf(lakes, layer('lake_names', 'stored', 'point'))).toMatchObject({ source: 'lake_names' });
    expect(sourceOf(lakes)).toMatchObject({ source: 'lakes' });
  });

  it('draws a layer by its stored style, where it drew it before, and knows it as that layer', () => {
    const own = [{ id: 'water', type: 'fill', paint: { 'fill-color': '#123456' } }];
    const styled = styleOf(provinces, { ...lakes, style: own }, roads, {
      ...layer('parcels', 'stored', 'polygon'),
      style: own,
    });
    const order = styled.layers.map((one) => one.id);

    expect(order.slice(0, 4)).toEqual(['sea', 'provinces-fill', 'lakes:water', 'parcels:water']);
    expect(order).not.toContain('lakes-label');
    expect(order.indexOf('parcels:water')).toBeLessThan(order.indexOf('roads-minor'));
    expect(styled.layers[2]).toMatchObject({
      source: 'lakes',
      'source-layer': 'lakes',
      paint: { 'fill-color': '#123456' },
    });
  });

  it('stays as it is where only the content of a layer is another', () => {
    const edited = { ...roads, tiles: '/tiles/roads/{z}/{y}/{x}?v=2', edition: 2 };

    expect(isAlikeButTiles([provinces, edited], [provinces, roads])).toBe(true);
    expect(isAlikeButTiles([provinces, { ...roads, style: [] }], [provinces, roads])).toBe(false);
    expect(isAlikeButTiles([provinces], [provinces, roads])).toBe(false);
  });
});
