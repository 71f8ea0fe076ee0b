import { describe, expect, it } from 'vitest';
import { bearingDeg } from '../geo/bearing';
import { haversineMetres, type Position } from '../geo/position';
import { barMetres, heldIn, sketchOf, wedgeOnGround } from './field-sketch';

const ring: readonly Position[] = [
  [115, 38],
  [115.001, 38],
  [115.001, 38.001],
  [115, 38.001],
  [115, 38],
];
const centre: Position = [115.0005, 38.0005];

describe('the sketch', () => {
  it('puts the patch into the middle, north up', () => {
    const sketch = sketchOf([ring], centre, null, 390, 280);
    const [x, y] = sketch.at(centre);
    expect(x).toBeCloseTo(195, 0);
    expect(y).toBeCloseTo(140, 0);
    expect(sketch.at([115.0005, 38.001])[1]).toBeLessThan(y);
    expect(sketch.at([115.001, 38.0005])[0]).toBeGreaterThan(x);
  });

  it('shows a person who is near, and holds one who is far at the edge', () => {
    const near = sketchOf([ring], centre, [115.004, 38.0005], 390, 280);
    expect(near.at([115.004, 38.0005])[0]).toBeLessThan(390);
    const far = sketchOf([ring], centre, [116, 38.0005], 390, 280);
    expect(far.at([116, 38.0005])[0]).toBeGreaterThan(390);
    const held = heldIn(far, far.at([116, 38.0005]));
    expect(held[0]).toBeCloseTo(376, 0);
  });

  it('has a bar of a round length', () => {
    expect(barMetres(1, 100)).toBe(100);
    expect(barMetres(1, 90)).toBe(50);
    expect(barMetres(0.1, 90)).toBe(500);
    expect(barMetres(3, 90)).toBe(20);
  });

  it('turns a wedge to where the lens looked', () => {
    const [from, left, right, back] = wedgeOnGround(centre, 90, 40);
    expect(back).toEqual(from);
    expect(bearingDeg(from!, left!)).toBeCloseTo(65, 0);
    expect(bearingDeg(from!, right!)).toBeCloseTo(115, 0);
    expect(haversineMetres(from!, left!)).toBeCloseTo(40, 0);
  });
});
