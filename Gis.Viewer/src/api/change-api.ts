import { get, post, withQuery } from './http';
import type { ChangeJob, ChangeJobWish, Page, PatchBatch } from './types';
import { upload } from './upload';

export type ChangeSlot = 'before' | 'after' | 'mask-before' | 'mask-after';

/** How images become patches, and files of patches batches. */
export const changeApi = {
  jobs: (signal?: AbortSignal) => get<Page<ChangeJob>>('/api/change-jobs', {}, signal),
  job: (id: number, signal?: AbortSignal) => get<ChangeJob>(`/api/change-jobs/${id}`, {}, signal),
  create: (areaCode: string) => post<ChangeJob>('/api/change-jobs', { areaCode }),
  send: (id: number, slot: ChangeSlot, file: File, sent: (share: number) => void, signal: AbortSignal) =>
    upload<ChangeJob>(withQuery(`/api/change-jobs/${id}/files/${slot}`, { name: file.name }), file, sent, signal),
  start: (id: number, wish: ChangeJobWish) => post<ChangeJob>(`/api/change-jobs/${id}/start`, wish),
  cancel: (id: number) => post<ChangeJob>(`/api/change-jobs/${id}/cancel`),
  result: (id: number, part: 'account' | 'patches.gpkg' | 'score.tif') => `/api/change-jobs/${id}/${part}`,

  batches: (signal?: AbortSignal) => get<Page<PatchBatch>>('/api/patch-batches', {}, signal),
  sendBatch: (
    query: Readonly<Record<string, string | null>>,
    file: File,
    sent: (share: number) => void,
    signal: AbortSignal,
  ) => upload<PatchBatch>(withQuery('/api/patch-batches', { ...query, name: file.name }), file, sent, signal),
};
