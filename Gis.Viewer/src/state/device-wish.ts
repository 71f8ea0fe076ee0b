import type { NewDeviceCommand } from '../api/types';

/** What a person may ask of a data logger from its card. */
export const deviceAsks = ['clock', 'data', 'interval', 'sample'] as const;
export type DeviceAsk = (typeof deviceAsks)[number];

/** Figures that can be asked for again, by the HJ 212 command that asks for them. */
export const dataCommands = { minute: '2051', hour: '2061', day: '2031' } as const;
export type DataEvery = keyof typeof dataCommands;

export interface DeviceForm {
  readonly ask: DeviceAsk;
  readonly every: DataEvery;
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalS: number;
  readonly factor: string;
}

const dayMs = 86_400_000;
export const longestSpanDays = 31;
export const leastIntervalS = 30;
export const mostIntervalS = 3_600;

export type FormFault = 'order' | 'long' | 'future' | 'interval' | 'factor';

/** Why the server would not take it; null when it would. */
export function faultOf(form: DeviceForm, nowMs: number): FormFault | null {
  if (form.ask === 'data') {
    if (form.toMs > nowMs) return 'future';
    if (!(form.fromMs < form.toMs)) return 'order';
    return form.toMs - form.fromMs > longestSpanDays * dayMs ? 'long' : null;
  }
  if (form.ask === 'interval') {
    const { intervalS } = form;
    return Number.isInteger(intervalS) && intervalS >= leastIntervalS && intervalS <= mostIntervalS ? null : 'interval';
  }
  return form.ask === 'sample' && form.factor === '' ? 'factor' : null;
}

/** The command that a form stands for; the key makes sending it twice one command. */
export function wishOf(form: DeviceForm, key: string): NewDeviceCommand {
  switch (form.ask) {
    case 'clock':
      return { cn: '1012', key };
    case 'data':
      return {
        cn: dataCommands[form.every],
        parameters: { beginTime: new Date(form.fromMs).toISOString(), endTime: new Date(form.toMs).toISOString() },
        key,
      };
    case 'interval':
      return { cn: '1062', parameters: { rtdInterval: form.intervalS }, key };
    case 'sample':
      return { cn: '3012', parameters: { polId: form.factor }, key };
  }
}

/** The last whole day, cut at whole hours. */
export function lastDay(nowMs: number): { fromMs: number; toMs: number } {
  const toMs = nowMs - (nowMs % 3_600_000);
  return { fromMs: toMs - dayMs, toMs };
}
