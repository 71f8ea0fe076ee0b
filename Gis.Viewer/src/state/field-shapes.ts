import { shallowRef } from 'vue';
import type { PhotoRow } from '../api/types';
import { wedgeOnGround } from './field-sketch';
import type { MapShape } from './patch-shapes';

/** Long enough to be seen beside a patch, short enough not to hide it. */
const wedgeM = 18;

/** Where photographs of the patch on the table were taken and where they look: drawn over its pictures. */
export const fieldShapes = shallowRef<readonly MapShape[]>([]);

export const shapesOf = (photos: readonly PhotoRow[]): readonly MapShape[] =>
  photos.map((photo) => ({
    id: `photo/${photo.id}`,
    theme: 'field_photo',
    rings: [wedgeOnGround([photo.lon, photo.lat], photo.azimuthDeg, wedgeM)],
  }));
