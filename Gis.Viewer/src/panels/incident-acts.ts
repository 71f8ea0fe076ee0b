import { gisApi } from '../api/gis-api';

/** What is said with a few words, and how the dialog asks for them. */
export const sayings = {
  note: {
    title: 'ask.noteTitle',
    confirm: 'act.send',
    hint: 'ask.noteHint',
    isOptional: false,
    send: (id: number, said: string) => gisApi.note(id, said),
  },
  control: {
    title: 'ask.controlTitle',
    confirm: 'act.confirm',
    hint: 'ask.controlHint',
    isOptional: true,
    send: (id: number, said: string) => gisApi.underControl(id, said),
  },
  close: {
    title: 'ask.closeTitle',
    confirm: 'incident.close',
    hint: 'ask.closeHint',
    isOptional: false,
    send: (id: number, said: string) => gisApi.close(id, said),
  },
  reopen: {
    title: 'ask.reopenTitle',
    confirm: 'incident.reopen',
    hint: 'ask.reopenHint',
    isOptional: false,
    send: (id: number, said: string) => gisApi.reopen(id, said),
  },
} as const;

export type Saying = keyof typeof sayings;

/** What a person may do with an incident from its card. */
export type IncidentAct = 'dispatch' | 'grade' | Saying;

export const isSaying = (act: IncidentAct | null): act is Saying => act !== null && act in sayings;
