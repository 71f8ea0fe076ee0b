import type { RowRemark } from '../api/types';

/** What is said of a file of patches beside the file. */
export interface BatchDraft {
  readonly code: string;
  readonly area: string;
  readonly due: string | null;
  readonly crs: string | null;
}

export const emptyBatch = (area: string): BatchDraft => ({ code: '', area, due: null, crs: null });

export const isBatchSaid = (draft: BatchDraft, today: string): boolean =>
  draft.code.trim() !== '' &&
  draft.code.trim().length <= 80 &&
  draft.area !== '' &&
  (draft.due === null || draft.due >= today);

export const batchQuery = (draft: BatchDraft, origin: string): Readonly<Record<string, string | null>> => ({
  code: draft.code.trim(),
  area: draft.area,
  due: draft.due,
  crs: draft.crs,
  origin,
  kind: 'issued',
});

/** What became of the rows of a file. */
export interface BatchReport {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly repairedCount: number;
  readonly refusedCount: number;
  readonly repaired: readonly BatchRemark[];
  readonly refused: readonly BatchRemark[];
}

export interface BatchRemark {
  readonly row: number;
  readonly number: string | null;
  readonly code: string;
  readonly reason: string;
}

/** Null where the caller reads only a part of the batch's area: then nothing is told. */
export function reportOf(told: unknown): BatchReport | null {
  const report = told as Partial<BatchReport> | null;
  return typeof report?.read === 'number' ? (report as BatchReport) : null;
}

/** As the report of an import shows them; the reason in the reader's words, where there are any. */
export const remarksOf = (remarks: readonly BatchRemark[], words: (code: string) => string | null): RowRemark[] =>
  remarks.map(({ row, number, code, reason }) => ({
    row,
    name: number ?? '',
    code,
    reason: words(code) ?? reason,
    lon: null,
    lat: null,
  }));
