import { describe, expect, it } from 'vitest';
import { boxOfView, metresPerPixelOf, screenOf, tilesOfView, tileUrl, viewOf } from './screen';

const field = [114.5, 38.05, 114.502, 38.052] as const;

describe('what a map shows', () => {
  it('has the box in its middle with as much around it', () => {
    const view = viewOf(field, 800, 600);
    const to = screenOf({ ...view, width: 800, height: 600 });
    const [left, bottom] = to([field[0], field[1]]);
    const [right, top] = to([field[2], field[3]]);

    expect(right - left).toBeLessThanOrEqual(800 * 0.421);
    expect(bottom - top).toBeLessThanOrEqual(600 * 0.421);
    expect(Math.max((right - left) / 800, (bottom - top) / 600)).toBeCloseTo(0.42, 3);
    expect((left + right) / 2).toBeCloseTo(400, 3);
    expect((top + bottom) / 2).toBeCloseTo(300, 3);
  });

  it('does not go closer than pictures are fine', () => {
    expect(viewOf([114.5, 38.05, 114.5, 38.05], 800, 600).zoom).toBe(17.5);
  });

  it('is the box that the corners of the screen lie on', () => {
    const camera = { centre: [114.5, 38.05] as const, zoom: 15, width: 800, height: 600 };
    const [west, south, east, north] = boxOfView(camera);

    expect(screenOf(camera)([west, north]).map(Math.round)).toEqual([0, 0]);
    expect(screenOf(camera)([east, south]).map(Math.round)).toEqual([800, 600]);
  });

  it('is drawn of the tiles that cover it, the middle first', () => {
    const camera = { centre: [114.505, 38.055] as const, zoom: 14, width: 500, height: 500 };
    const tiles = tilesOfView(camera, 0, 18);

    expect(tiles[0]).toEqual({ z: 15, x: 26806, y: 12633 });
    expect(tiles.length).toBeGreaterThanOrEqual(9);
    expect(tilesOfView(camera, 0, 12).every(({ z }) => z === 12)).toBe(true);
    expect(tileUrl('/a/{z}/{y}/{x}?v=1', tiles[0]!)).toBe('/a/15/12633/26806?v=1');
  });

  it('has a scale', () => {
    expect(metresPerPixelOf({ centre: [0, 0], zoom: 0 })).toBeCloseTo(78271.5, 0);
  });
});
