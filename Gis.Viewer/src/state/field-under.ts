import type { FieldTask } from '../api/types';
import type { Sketch } from './field-sketch';

export type FieldPicture = FieldTask['pictures'][number];

/** A picture that lies on the phone, or shall. */
export interface WantedPicture {
  readonly key: string;
  readonly patch: number;
  readonly scene: number;
}

/** A picture is kept by what it shows: another scene, or another box, is another picture. */
export const pictureKey = (patch: number, picture: Pick<FieldPicture, 'scene' | 'box'>): string =>
  `${patch}/${picture.scene}/${picture.box.join()}`;

/** Tasks that a phone has kept since before there were pictures name none. */
export const picturesOf = (task: Partial<Pick<FieldTask, 'pictures'>>): readonly FieldPicture[] => task.pictures ?? [];

/** In the order in which they are fetched: first the later picture of each task, by which one finds the place, then the earlier ones. */
export function wantedPictures(
  tasks: readonly (Pick<FieldTask, 'patch'> & Partial<Pick<FieldTask, 'pictures'>>)[],
): readonly WantedPicture[] {
  const all = tasks.flatMap((task) => picturesOf(task).map((picture) => ({ patch: task.patch.id, picture })));
  return [...all.filter(({ picture }) => picture.isAfter), ...all.filter(({ picture }) => !picture.isAfter)].map(
    ({ patch, picture }) => ({ key: pictureKey(patch, picture), patch, scene: picture.scene }),
  );
}

/** Where a box lies on the sketch; both are even in degrees, so that two corners say it. */
export function boxOnSketch(
  sketch: Sketch,
  box: readonly number[],
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const [west, south, east, north] = [box[0]!, box[1]!, box[2]!, box[3]!];
  const [[x, y], [right, bottom]] = [sketch.at([west, north]), sketch.at([east, south])];
  return { x, y, width: right - x, height: bottom - y };
}
