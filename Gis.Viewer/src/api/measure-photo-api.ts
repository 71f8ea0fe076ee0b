import { sendBytes } from './http-bytes';
import type { MeasurePhoto } from './types';

const patienceMs = 120_000;

/** Photographs by which measures are reported done. */
export const measurePhotoApi = {
  address: (patch: number, hash: string): string => `/api/patches/${patch}/measure-photos/${hash}`,
  send: (patch: number, bytes: ArrayBuffer) =>
    sendBytes<MeasurePhoto>(`/api/patches/${patch}/measure-photos`, 'image/jpeg', bytes, patienceMs),
};
