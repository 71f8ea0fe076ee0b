import type { NewDeviceCommand } from '../api/types';

/** What a command may ask a person for. The instrument and span of some may be left out. */
export type DeviceField =
  | 'span'
  | 'anySpan'
  | 'instrument'
  | 'anyInstrument'
  | 'interval'
  | 'minutes'
  | 'timeOut'
  | 'resends'
  | 'info'
  | 'password';

export type DeviceGroup = 'clock' | 'data' | 'sending' | 'instrument' | 'access';

interface DeviceOffer {
  readonly cn: string;
  readonly fields: readonly DeviceField[];
}

const offer = (cn: string, ...fields: readonly DeviceField[]): DeviceOffer => ({ cn, fields });

/** Every HJ 212 command that the server takes, as the form offers them. */
export const deviceOffers: Readonly<Record<DeviceGroup, readonly DeviceOffer[]>> = {
  clock: [offer('1012', 'anyInstrument'), offer('1011', 'anyInstrument')],
  data: [offer('2061', 'span'), offer('2051', 'span'), offer('2031', 'span'), offer('2041', 'span')],
  sending: [
    offer('1062', 'interval'),
    offer('1061'),
    offer('1064', 'minutes'),
    offer('1063'),
    offer('2011'),
    offer('2012'),
    offer('2021'),
    offer('2022'),
    offer('1000', 'timeOut', 'resends'),
  ],
  instrument: [
    offer('3012', 'instrument'),
    offer('3015'),
    offer('3011', 'instrument'),
    offer('3013', 'instrument'),
    offer('3014', 'instrument'),
    offer('3019', 'instrument'),
    offer('3020', 'instrument', 'info', 'anySpan'),
  ],
  access: [offer('1072', 'password')],
};

const fieldsByCn = new Map(
  Object.values(deviceOffers)
    .flat()
    .map(({ cn, fields }) => [cn, fields]),
);

export const fieldsOf = (cn: string): readonly DeviceField[] => fieldsByCn.get(cn) ?? [];

export interface DeviceForm {
  readonly cn: string;
  readonly span: readonly [fromMs: number, toMs: number] | null;
  readonly instrument: string;
  readonly anyInstrument: string;
  readonly intervalS: number;
  readonly minutes: number;
  readonly timeOutS: number;
  readonly resends: number;
  readonly info: string;
  readonly password: string;
}

const dayMs = 86_400_000;
export const longestSpanDays = 31;
export const leastIntervalS = 30;
export const mostIntervalS = 3_600;
export const mostTries = 99;
export const minuteChoices: readonly number[] = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];
export const passwordChars = 6;
const codeForm = /^[A-Za-z0-9]{1,10}$/;
const passwordForm = /^[A-Za-z0-9]{6}$/;

export type FormFault =
  | 'span'
  | 'order'
  | 'long'
  | 'future'
  | 'instrument'
  | 'interval'
  | 'minutes'
  | 'timeOut'
  | 'resends'
  | 'info'
  | 'password';

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

function spanFault(span: DeviceForm['span'], nowMs: number): FormFault | null {
  if (span === null) return 'span';
  const [fromMs, toMs] = span;
  if (toMs > nowMs) return 'future';
  if (!(fromMs < toMs)) return 'order';
  return toMs - fromMs > longestSpanDays * dayMs ? 'long' : null;
}

function fieldFault(field: DeviceField, form: DeviceForm, nowMs: number): FormFault | null {
  switch (field) {
    case 'span':
      return spanFault(form.span, nowMs);
    case 'anySpan':
      return form.span === null ? null : spanFault(form.span, nowMs);
    case 'instrument':
      return codeForm.test(form.instrument) ? null : 'instrument';
    case 'anyInstrument':
      return form.anyInstrument === '' || codeForm.test(form.anyInstrument) ? null : 'instrument';
    case 'interval':
      return isWhole(form.intervalS, leastIntervalS, mostIntervalS) ? null : 'interval';
    case 'minutes':
      return minuteChoices.includes(form.minutes) ? null : 'minutes';
    case 'timeOut':
      return isWhole(form.timeOutS, 1, mostTries) ? null : 'timeOut';
    case 'resends':
      return isWhole(form.resends, 1, mostTries) ? null : 'resends';
    case 'info':
      return codeForm.test(form.info) ? null : 'info';
    case 'password':
      return passwordForm.test(form.password) ? null : 'password';
  }
}

/** Why the server would not take it; null when it would. */
export function faultOf(form: DeviceForm, nowMs: number): FormFault | null {
  for (const field of fieldsOf(form.cn)) {
    const fault = fieldFault(field, form, nowMs);
    if (fault) return fault;
  }
  return null;
}

function parametersOf(field: DeviceField, form: DeviceForm): Record<string, string | number> {
  switch (field) {
    case 'span':
    case 'anySpan':
      return form.span === null
        ? {}
        : { beginTime: new Date(form.span[0]).toISOString(), endTime: new Date(form.span[1]).toISOString() };
    case 'instrument':
      return { polId: form.instrument };
    case 'anyInstrument':
      return form.anyInstrument === '' ? {} : { polId: form.anyInstrument };
    case 'interval':
      return { rtdInterval: form.intervalS };
    case 'minutes':
      return { minInterval: form.minutes };
    case 'timeOut':
      return { overTime: form.timeOutS };
    case 'resends':
      return { reCount: form.resends };
    case 'info':
      return { infoId: form.info };
    case 'password':
      return { newPw: form.password };
  }
}

/** The command that a form stands for; the key makes sending it twice one command. */
export function wishOf(form: DeviceForm, key: string): NewDeviceCommand {
  const parameters = Object.assign({}, ...fieldsOf(form.cn).map((field) => parametersOf(field, form))) as Record<
    string,
    string | number
  >;
  return Object.keys(parameters).length === 0 ? { cn: form.cn, key } : { cn: form.cn, parameters, key };
}

/** The last whole day, cut at whole hours. */
export function lastDay(nowMs: number): readonly [fromMs: number, toMs: number] {
  const toMs = nowMs - (nowMs % 3_600_000);
  return [toMs - dayMs, toMs];
}
