import { get, withQuery, type Query } from './http';
import { getBytes, sendBytes } from './http-bytes';
import type { FieldCheck, FieldCheckRequest, FieldFile, FieldTasks, PhotoRow } from './types';

/** Longer than this no photograph takes on a link that is worth the name. */
const photoPatienceMs = 120_000;
const patienceMs = 30_000;

/** The routes of the field check. */
export const fieldApi = {
  tasks: () => get<FieldTasks>('/api/field-tasks', {}, AbortSignal.timeout(patienceMs)),
  file: (patch: number, signal?: AbortSignal) => get<FieldFile>(`/api/patches/${patch}/photos`, {}, signal),
  check: (patch: number, wish: FieldCheckRequest) =>
    sendBytes<FieldCheck>(`/api/patches/${patch}/field-check`, 'application/json', JSON.stringify(wish), patienceMs),
  /** A small picture of the place, to be kept. */
  picture: (patch: number, scene: number) => getBytes(`/api/patches/${patch}/field-pictures/${scene}`, photoPatienceMs),
  photoAddress: (patch: number, photo: number): string => `/api/patches/${patch}/photos/${photo}`,
  /** A photograph as it is, with what was recorded when it was taken. */
  sendPhoto: (patch: number, recorded: Query, bytes: ArrayBuffer) =>
    sendBytes<PhotoRow>(withQuery(`/api/patches/${patch}/photos`, recorded), 'image/jpeg', bytes, photoPatienceMs),
};
