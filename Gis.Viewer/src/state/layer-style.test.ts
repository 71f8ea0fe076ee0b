import { describe, expect, it } from 'vitest';
import {
  categoryColours,
  equalBreaks,
  inTheme,
  isSame,
  layersFrom,
  layersOf,
  quantileBreaks,
  rampColours,
  recipeOf,
  startRecipe,
  withoutSource,
  type StyleKind,
  type StyleRecipe,
} from './layer-style';
import { styleFaults } from './style-check';

const percentiles = Array.from({ length: 101 }, (_, n) => n * n);
const kinds: readonly StyleKind[] = ['point', 'line', 'polygon', 'raster'];
const recipes: readonly Partial<StyleRecipe>[] = [
  {},
  {
    mode: 'category',
    property: 'class',
    categories: [
      { value: 'a', colour: '#112233' },
      { value: 7, colour: '#445566' },
    ],
  },
  { mode: 'class', property: 'n', breaks: [5, 10], colours: ['#eeeeee', '#777777', '#111111'] },
  { label: 'name_zh', minZoom: 6, maxZoom: 14 },
  { mode: 'category', property: null, width: 0 },
];

describe('a style made from the form', () => {
  it('is one that the specification takes, for each kind of geometry', async () => {
    for (const kind of kinds) {
      for (const recipe of recipes) {
        const layers = layersOf({ ...startRecipe(kind), ...recipe }, kind);
        expect(await styleFaults(layers, kind === 'raster')).toEqual([]);
      }
    }
  });

  it('gives its form back, also when names come in another order', () => {
    for (const kind of kinds) {
      for (const part of recipes) {
        const recipe = { ...startRecipe(kind), ...part };
        const stored = JSON.parse(JSON.stringify(layersOf(recipe, kind))) as ReturnType<typeof layersOf>;
        expect(recipeOf(stored, kind)).toEqual(recipe);
      }
    }
  });

  it('has no form any more once it was changed by hand', () => {
    const [first, ...rest] = layersOf(startRecipe('polygon'), 'polygon');
    expect(recipeOf([{ ...first!, paint: { 'fill-color': 'red' } }, ...rest], 'polygon')).toBeNull();
    expect(recipeOf([{ id: 'a', type: 'fill' }], 'polygon')).toBeNull();
  });

  it('is painted otherwise in the dark', () => {
    const [points] = layersOf(startRecipe('point'), 'point');
    expect(inTheme(points!, true).paint?.['circle-stroke-color']).toBe('#11171c');
    expect(inTheme(points!, false).paint?.['circle-stroke-color']).toBe('#ffffff');
  });
});

describe('classes', () => {
  it('hold as many features each, or as wide a span', () => {
    expect(quantileBreaks(percentiles, 4)).toEqual([625, 2500, 5630]);
    expect(equalBreaks(0, 100, 4)).toEqual([25, 50, 75]);
  });

  it('are fewer where values are few', () => {
    expect(
      quantileBreaks(
        Array.from({ length: 101 }, () => 3),
        5,
      ),
    ).toEqual([]);
    expect(equalBreaks(3, 3, 5)).toEqual([]);
  });

  it('have a colour each, from least to most', () => {
    expect(rampColours('teal', 3)).toEqual(['#cfeae4', '#4aa797', '#08463f']);
    expect(new Set(rampColours('heat', 9)).size).toBe(9);
    expect(new Set(categoryColours).size).toBe(10);
  });
});

describe('a style from elsewhere', () => {
  it('is a list of layers or a whole document, and loses its source', () => {
    const layer = { id: 'a', type: 'fill', source: 'x', 'source-layer': 'y' };
    expect(layersFrom({ version: 8, layers: [layer] })?.map(withoutSource)).toEqual([{ id: 'a', type: 'fill' }]);
    expect(layersFrom([layer])).toHaveLength(1);
    expect(layersFrom({ layers: [] })).toBeNull();
    expect(layersFrom('x')).toBeNull();
  });

  it('with a fault is told where', async () => {
    const faults = await styleFaults([{ id: 'a', type: 'fill', paint: { 'fill-opacity': ['+', 'a', 1] } }], false);
    expect(faults).toHaveLength(1);
    expect(faults[0]!.at).toContain('layers[0].paint.fill-opacity');
  });

  it('is the same whatever the order of its names', () => {
    expect(isSame([{ id: 'a', type: 'fill', minzoom: 2 }], [{ minzoom: 2, type: 'fill', id: 'a' }])).toBe(true);
    expect(isSame([{ id: 'a', type: 'fill' }], [{ id: 'b', type: 'fill' }])).toBe(false);
  });
});
