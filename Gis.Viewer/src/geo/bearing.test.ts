import { describe, expect, it } from 'vitest';
import { apartDeg, bearingDeg, metresToShape } from './bearing';
import type { Position } from './position';

const square: readonly Position[] = [
  [114.5, 38],
  [114.501, 38],
  [114.501, 38.001],
  [114.5, 38.001],
  [114.5, 38],
];

describe('direction and distance', () => {
  it('tells the bearing from north, clockwise', () => {
    expect(bearingDeg([114.5, 38], [114.5, 39])).toBeCloseTo(0, 5);
    expect(bearingDeg([114.5, 38], [114.51, 38])).toBeCloseTo(90, 1);
    expect(bearingDeg([114.5, 38], [114.5, 37])).toBeCloseTo(180, 5);
    expect(bearingDeg([114.5, 38], [114.49, 38])).toBeCloseTo(270, 1);
  });

  it('tells how far directions are apart, the short way round', () => {
    expect(apartDeg(350, 10)).toBe(20);
    expect(apartDeg(90, 270)).toBe(180);
  });

  it('is nought inside a shape, and the way to its edge outside', () => {
    expect(metresToShape([114.5005, 38.0005], [square])).toBe(0);
    expect(metresToShape([114.5005, 37.999], [square])).toBeCloseTo(111.2, 0);
    expect(metresToShape([114.502, 38.0005], [square])).toBeCloseTo(87.6, 0);
  });

  it('counts a hole as outside', () => {
    const hole: readonly Position[] = [
      [114.5004, 38.0004],
      [114.5006, 38.0004],
      [114.5006, 38.0006],
      [114.5004, 38.0006],
      [114.5004, 38.0004],
    ];
    expect(metresToShape([114.5005, 38.0005], [square, hole])).toBeGreaterThan(5);
  });
});
