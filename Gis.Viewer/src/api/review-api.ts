import { get, post, put, remove } from './http';
import type { JudgeWish, Page, PatchBatch, PatchCard } from './types';
import type {
  InterestRow,
  InterestWish,
  PatchAgreement,
  PatchDuties,
  PatchTaker,
  ReviewSettings,
  ReviewSettingsWish,
  SpreadPlan,
  SpreadWish,
} from './schema';

export type {
  InterestRow,
  Kappa,
  OfficerAgreement,
  PatchAgreement,
  PatchDuties,
  PatchReview,
  PatchTaker,
  SpreadPlan,
} from './schema';

/** Who looks at which patch: assignment, interests, second verdicts, deadlines. */
export const reviewApi = {
  batches: (signal?: AbortSignal) => get<Page<PatchBatch>>('/api/patch-batches', {}, signal),
  spread: (batch: number, wish: SpreadWish, preview: boolean) =>
    post<SpreadPlan>(`/api/patch-batches/${batch}/assign?preview=${preview}`, wish),
  takers: (patch: number, signal?: AbortSignal) => get<Page<PatchTaker>>(`/api/patches/${patch}/takers`, {}, signal),
  assign: (patch: number, assignee: number, due: string | null, revision: number) =>
    post<PatchCard>(`/api/patches/${patch}/assign`, { assignee, due, revision }),
  duties: (signal?: AbortSignal) => get<PatchDuties>('/api/patch-duties', {}, signal),
  interests: (signal?: AbortSignal) => get<Page<InterestRow>>('/api/patch-interests', {}, signal),
  declare: (wish: InterestWish) => post<InterestRow>('/api/patch-interests', wish),
  withdraw: (id: number) => remove(`/api/patch-interests/${id}`),
  settings: (signal?: AbortSignal) => get<ReviewSettings>('/api/patch-settings', {}, signal),
  setSettings: (wish: ReviewSettingsWish) => put<ReviewSettings>('/api/patch-settings', wish),
  agreement: (
    query: { readonly from: string | null; readonly to: string | null; readonly area: string | null },
    signal?: AbortSignal,
  ) => get<PatchAgreement>('/api/patch-agreement', query, signal),
  /** A verdict: the first, the second and blind one, or the one that settles two which differ. */
  say: (patch: number, route: 'verdict' | 'second-opinion' | 'settle', wish: JudgeWish) =>
    post<PatchCard>(`/api/patches/${patch}/${route}`, wish),
};
