import type { ChangeImage, ChangeJob, ChangeJobWish } from '../api/types';

/** What a detection goes through, in order. */
export const changeStages = [
  'read',
  'normalise',
  'score',
  'threshold',
  'clean',
  'outline',
  'write',
  'patches',
  'pictures',
] as const;
export type ChangeStage = (typeof changeStages)[number];

export const isUnderWay = (job: Pick<ChangeJob, 'state'>): boolean =>
  job.state === 'waiting' || job.state === 'running';

/** Which stages are shown, and which of them are done; pictures only where they are asked for. */
export function stagesOf(job: Pick<ChangeJob, 'stage' | 'wish' | 'state'>): readonly {
  readonly stage: ChangeStage;
  readonly at: 'done' | 'now' | 'later';
}[] {
  const now = changeStages.findIndex((stage) => stage === job.stage);
  return changeStages
    .filter((stage) => stage !== 'pictures' || job.wish?.pictures !== false)
    .map((stage) => {
      const at = changeStages.indexOf(stage);
      return { stage, at: job.state === 'done' || at < now ? 'done' : at === now ? 'now' : 'later' };
    });
}

/** What is typed of a detection; texts, until they are sent. */
export interface ChangeDraft {
  readonly code: string;
  readonly beforeOn: string | null;
  readonly afterOn: string | null;
  readonly due: string | null;
  readonly minAreaM2: string;
  readonly beforeSensor: string;
  readonly afterSensor: string;
  readonly qaBand: string;
  readonly qaBits: string;
  readonly pictures: boolean;
  readonly pictureBands: string;
}

const zoneMs = 8 * 3_600_000;
const dayOf = (ms: number): string => new Date(ms + zoneMs).toISOString().slice(0, 10);

/** The days that the files tell, and a code that no other job has. */
export function draftOf(job: Pick<ChangeJob, 'id' | 'files'>, nowMs: number): ChangeDraft {
  return {
    code: `${dayOf(nowMs).slice(0, 7)}-D${job.id}`,
    beforeOn: job.files['before']?.takenOn ?? null,
    afterOn: job.files['after']?.takenOn ?? null,
    due: null,
    minAreaM2: '200',
    beforeSensor: '',
    afterSensor: '',
    qaBand: '',
    qaBits: '',
    pictures: true,
    pictureBands: '',
  };
}

/** Numbers as people write lists of them; null where something else stands there. */
export function numbersOf(text: string): readonly number[] | null {
  const words = text.split(/[\s,，、]+/).filter((word) => word !== '');
  return words.every((word) => /^\d{1,3}$/.test(word)) ? words.map(Number) : null;
}

const isNumber = (text: string): boolean =>
  text.trim() === '' || (/^\d+(\.\d+)?$/.test(text.trim()) && Number(text) <= 1e8);
const isSensor = (text: string): boolean => text.trim().length <= 60;

/** The first field that cannot be sent as it is; null where all can. */
export function wrongField(draft: ChangeDraft, nowMs: number): keyof ChangeDraft | null {
  const today = dayOf(nowMs);
  const bands = numbersOf(draft.pictureBands);
  const bits = numbersOf(draft.qaBits);
  const quality = numbersOf(draft.qaBand);
  if (draft.code.trim() === '' || draft.code.trim().length > 80) return 'code';
  if (!draft.beforeOn || draft.beforeOn > today) return 'beforeOn';
  if (!draft.afterOn || draft.afterOn > today || draft.afterOn <= draft.beforeOn) return 'afterOn';
  if (draft.due && draft.due < today) return 'due';
  if (!isNumber(draft.minAreaM2)) return 'minAreaM2';
  if (!isSensor(draft.beforeSensor)) return 'beforeSensor';
  if (!isSensor(draft.afterSensor)) return 'afterSensor';
  if (quality === null || quality.length > 1 || quality[0] === 0) return 'qaBand';
  if (bits === null || bits.some((bit) => bit > 31)) return 'qaBits';
  if (bands === null || ![0, 1, 3].includes(bands.length) || bands.includes(0)) return 'pictureBands';
  return null;
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const listOrNull = (text: string): number[] | null => {
  const numbers = numbersOf(text);
  return numbers && numbers.length > 0 ? [...numbers] : null;
};

export function wishOf(draft: ChangeDraft, origin: ChangeJobWish['origin']): ChangeJobWish {
  const least = textOrNull(draft.minAreaM2);
  return {
    code: draft.code.trim(),
    beforeOn: draft.beforeOn,
    afterOn: draft.afterOn,
    due: draft.due,
    minAreaM2: least === null ? null : Number(least),
    beforeSensor: textOrNull(draft.beforeSensor),
    afterSensor: textOrNull(draft.afterSensor),
    qaBand: listOrNull(draft.qaBand)?.[0] ?? null,
    qaBits: listOrNull(draft.qaBits),
    pictures: draft.pictures,
    pictureBands: draft.pictures ? listOrNull(draft.pictureBands) : null,
    origin,
  };
}

/** Two images can only be compared where they meet. */
export function overlap(one: Pick<ChangeImage, 'bbox'>, other: Pick<ChangeImage, 'bbox'>): boolean {
  const [west = 0, south = 0, east = 0, north = 0] = one.bbox;
  const [left = 0, bottom = 0, right = 0, top = 0] = other.bbox;
  return west < right && left < east && south < top && bottom < north;
}

/** What the account of a detection says, as far as it is put into words. */
export interface ChangeAccount {
  readonly resampled: boolean;
  readonly bandsUsed: readonly number[];
  readonly noDataShare: number;
  readonly masks: readonly { readonly date: 'before' | 'after'; readonly file: string; readonly hiddenShare: number }[];
  readonly sample: { readonly pixels: number; readonly iterations: number; readonly unchangedShare: number };
  readonly normalisation: readonly { readonly band: number; readonly gain: number; readonly rSquared: number }[];
  readonly threshold: {
    readonly value: number;
    readonly method: string;
    readonly mixture: number | null;
    readonly otsu: number | null;
    readonly corner: number | null;
  };
  readonly cleanUp: {
    readonly changedShareBefore: number;
    readonly changedShareAfter: number;
    readonly minAreaM2: number;
  };
  readonly result: {
    readonly patches: number;
    readonly areaM2: number;
    readonly largestM2: number;
    readonly medianM2: number;
  };
  readonly seconds: Readonly<Record<string, number>>;
}

export interface AccountFigures {
  readonly worstRSquared: number;
  readonly gains: readonly [number, number];
  readonly seconds: number;
}

export function figuresOf(account: ChangeAccount): AccountFigures {
  const gains = account.normalisation.map(({ gain }) => gain);
  return {
    worstRSquared: Math.min(...account.normalisation.map(({ rSquared }) => rSquared)),
    gains: [Math.min(...gains), Math.max(...gains)],
    seconds: Object.values(account.seconds).reduce((sum, one) => sum + one, 0),
  };
}

/** A size in bytes, as people say it. */
export function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
