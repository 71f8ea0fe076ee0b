import { describe, expect, it } from 'vitest';
import type { MapLayer } from '../api/types';
import { buildStyle } from './base-style';
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
});
