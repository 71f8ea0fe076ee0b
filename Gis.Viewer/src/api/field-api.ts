import { get, httpSettings, post, withQuery, type Query } from './http';
import { Unreachable, readProblem } from './problem';
import type { FieldCheck, FieldCheckRequest, FieldFile, FieldTasks, PhotoRow } from './types';

/** Longer than this no photograph takes on a link that is worth the name. */
const patienceMs = 120_000;

/** The routes of the field check. */
export const fieldApi = {
  tasks: () => get<FieldTasks>('/api/field-tasks', {}, AbortSignal.timeout(30_000)),
  file: (patch: number, signal?: AbortSignal) => get<FieldFile>(`/api/patches/${patch}/photos`, {}, signal),
  check: (patch: number, wish: FieldCheckRequest) => post<FieldCheck>(`/api/patches/${patch}/field-check`, wish),
  photoAddress: (patch: number, photo: number): string => `/api/patches/${patch}/photos/${photo}`,

  /** Sends a photograph as it is, with what was recorded when it was taken. */
  async sendPhoto(patch: number, recorded: Query, bytes: ArrayBuffer): Promise<PhotoRow> {
    const response = await fetch(withQuery(`/api/patches/${patch}/photos`, recorded), {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Accept-Language': httpSettings.language,
        'Content-Type': 'image/jpeg',
        'X-Gis': '1',
      },
      credentials: 'same-origin',
      body: bytes,
      signal: AbortSignal.timeout(patienceMs),
    }).catch((cause: unknown) => {
      throw new Unreachable(cause);
    });
    if (!response.ok) throw await readProblem(response);
    return (await response.json()) as PhotoRow;
  },
};
