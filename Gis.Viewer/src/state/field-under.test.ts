import { describe, expect, it } from 'vitest';
import { aFieldTask } from '../../testing/field';
import { sketchOf } from './field-sketch';
import { boxOnSketch, pictureKey, picturesOf, wantedPictures, type FieldPicture } from './field-under';

const picture = (scene: number, isAfter: boolean): FieldPicture =>
  ({ scene, isAfter, box: [114.998, 37.998, 115.002, 38.002] }) as unknown as FieldPicture;

describe('the picture under the sketch', () => {
  it('lies where its corners lie, also where the person moves the sketch', () => {
    for (const person of [null, [115.01, 38.004] as const]) {
      const sketch = sketchOf([[[115, 38], [115.001, 38.001]]], [115, 38], person, 390, 260); // prettier-ignore
      const { x, y, width, height } = boxOnSketch(sketch, [114.998, 37.998, 115.002, 38.002]);
      const [middleX, middleY] = sketch.at([115, 38]);

      expect(x + width / 2).toBeCloseTo(middleX, 6);
      expect(y + height / 2).toBeCloseTo(middleY, 6);
      expect(width / sketch.pxPerM).toBeCloseTo(350.5, 0);
      expect(height / sketch.pxPerM).toBeCloseTo(444.8, 0);
    }
  });

  it('is fetched of every task before any earlier one is', () => {
    const tasks = [1, 2].map((id) => ({ ...aFieldTask(id), pictures: [picture(id * 10, true), picture(id * 10 + 1, false)] })); // prettier-ignore

    expect(wantedPictures(tasks).map(({ patch, scene }) => [patch, scene])).toEqual([
      [1, 10],
      [2, 20],
      [1, 11],
      [2, 21],
    ]);
  });

  it('is another where scene or box is another, and none where a task was kept before there were any', () => {
    expect(pictureKey(1, picture(10, true))).not.toBe(pictureKey(1, picture(11, true)));
    expect(pictureKey(1, picture(10, true))).not.toBe(pictureKey(1, { ...picture(10, true), box: [1, 2, 3, 4] }));
    expect(picturesOf({})).toEqual([]);
  });
});
