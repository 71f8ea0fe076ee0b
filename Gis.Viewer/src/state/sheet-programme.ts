import type { Me, SheetProgramme } from '../api/types';
import type { AreaTree } from './area-tree';

/** The scales of the register, and what a programme does with a sheet. */
export const programmeScales = [250_000, 50_000, 10_000] as const;
export const programmeTasks = ['convert', 'update'] as const;

/** A task of the programme as a form holds it. */
export interface ProgrammeRow {
  scale: number;
  task: (typeof programmeTasks)[number];
  planned: number;
  source: string;
  /** Codes of sheets, divided by whatever; empty: all of the scale. */
  sheets: string;
}

/** The province whose programme the person may enter; null where there is none. The server decides; this only keeps controls off the screen. */
export const programmeArea = (me: Me, areas: AreaTree): string | null =>
  me.grants.find(({ role, areaCode }) => role === 'administrator' && areas.find(areaCode)?.parent === null)?.areaCode ??
  null;

export const rowsOf = (programme: SheetProgramme): ProgrammeRow[] =>
  (programme.items ?? []).map(({ scale, task, planned, source, sheets }) => ({
    scale,
    task: task === 'convert' ? 'convert' : 'update',
    planned,
    source: source ?? '',
    sheets: (sheets ?? []).join(' '),
  }));

/** The codes in a text, as they are copied out of a table or a letter. */
export const codesOf = (text: string): string[] => [...new Set(text.toUpperCase().match(/[A-Z0-9]+/g) ?? [])];

/** The first scale and task that no row has yet; null where all have one. */
export function freeRow(rows: readonly ProgrammeRow[]): ProgrammeRow | null {
  for (const scale of programmeScales) {
    for (const task of programmeTasks) {
      if (!rows.some((row) => row.scale === scale && row.task === task)) {
        return { scale, task, planned: 0, source: rows[0]?.source ?? '', sheets: '' };
      }
    }
  }
  return null;
}

/** Each row says its source, and no two the same scale and task. */
export const isWhole = (rows: readonly ProgrammeRow[]): boolean =>
  rows.every(({ source }) => source.trim() !== '') &&
  new Set(rows.map(({ scale, task }) => `${scale} ${task}`)).size === rows.length;

export const wishOf = (rows: readonly ProgrammeRow[]): SheetProgramme => ({
  items: rows.map(({ scale, task, planned, source, sheets }) => {
    const codes = codesOf(sheets);
    return { scale, task, planned, source: source.trim(), sheets: codes.length > 0 ? codes : null };
  }) as SheetProgramme['items'],
});
