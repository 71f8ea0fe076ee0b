import { get, httpSettings, withQuery, type Query } from './http';
import { Unreachable, readProblem } from './problem';
import type { FieldCheck, FieldCheckRequest, FieldFile, FieldTasks, PhotoRow } from './types';

/** Longer than this no photograph takes on a link that is worth the name. */
const photoPatienceMs = 120_000;
const patienceMs = 30_000;

/** Sends what was kept; a link that hangs ends as one that is not there. */
async function send<T>(path: string, type: string, body: BodyInit, mostMs: number): Promise<T> {
  const headers = {
    Accept: 'application/json',
    'Accept-Language': httpSettings.language,
    'Content-Type': type,
    'X-Gis': '1',
  };
  const signal = AbortSignal.timeout(mostMs);
  const response = await fetch(path, { method: 'POST', headers, credentials: 'same-origin', body, signal }).catch(
    (cause: unknown) => {
      throw new Unreachable(cause);
    },
  );
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as T;
}

/** The routes of the field check. */
export const fieldApi = {
  tasks: () => get<FieldTasks>('/api/field-tasks', {}, AbortSignal.timeout(patienceMs)),
  file: (patch: number, signal?: AbortSignal) => get<FieldFile>(`/api/patches/${patch}/photos`, {}, signal),
  check: (patch: number, wish: FieldCheckRequest) =>
    send<FieldCheck>(`/api/patches/${patch}/field-check`, 'application/json', JSON.stringify(wish), patienceMs),
  photoAddress: (patch: number, photo: number): string => `/api/patches/${patch}/photos/${photo}`,
  /** A photograph as it is, with what was recorded when it was taken. */
  sendPhoto: (patch: number, recorded: Query, bytes: ArrayBuffer) =>
    send<PhotoRow>(withQuery(`/api/patches/${patch}/photos`, recorded), 'image/jpeg', bytes, photoPatienceMs),
};
