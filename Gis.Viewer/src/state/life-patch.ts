import type { LifeHappening, LifePatch } from '../api/types';

/** Something that was done about a patch, on the day of a life line. */
export interface PatchEntry {
  readonly kind: 'patch';
  readonly on: string;
  readonly patch: LifePatch;
  readonly happening: LifeHappening;
  /** It stands before all others of its patch: there the patch is named. */
  readonly isFirst: boolean;
}

export const patchEntries = (patches: readonly LifePatch[]): readonly PatchEntry[] =>
  patches.flatMap((patch) =>
    patch.happenings.map((happening, at): PatchEntry => ({
      kind: 'patch',
      on: happening.on,
      patch,
      happening,
      isFirst: at === 0,
    })),
  );

/** A part of what is told: a word of the dictionary with its values; without a word, the text alone. */
export interface Told {
  readonly word: string | null;
  readonly values: Readonly<Record<string, string>>;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const plain = (value: unknown): Told[] => (text(value) === '' ? [] : [{ word: null, values: { text: text(value) } }]);

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** Hashes of the photographs by which a measure was reported done. */
export function happeningPhotos({ kind, details }: Pick<LifeHappening, 'kind' | 'details'>): readonly string[] {
  const photos: unknown = details['photos'];
  return kind === 'rectified' && Array.isArray(photos) ? photos.filter(isHash) : [];
}

/** What the details of a happening say beside its name: case number, measure, proving picture. */
export function happeningWords({
  kind,
  state,
  details,
}: Pick<LifeHappening, 'kind' | 'state' | 'details'>): readonly Told[] {
  if (kind === 'sent_on' || kind === 'sent_back') return state ? [{ word: `landCases.to.${state}`, values: {} }] : [];
  if (kind === 'case_filed') return [...plain(details['number']), ...plain(details['party'])];
  if (kind === 'measured')
    return [
      { word: `landCases.kind.${text(details['kind'])}`, values: {} },
      ...plain(details['document']),
      { word: 'landCases.dueBy', values: { day: text(details['due']) } },
    ];
  if (kind === 'rectified')
    return [
      { word: `landCases.kind.${text(details['kind'])}`, values: {} },
      { word: 'landCases.doneBy', values: { day: text(details['doneOn']) } },
    ];
  if (kind === 'refused') return [{ word: 'landCases.dueBy', values: { day: text(details['due']) } }];
  if (kind !== 'accepted') return [];
  const scene = details['scene'] as { readonly at?: unknown } | null | undefined;
  const day = scene ? new Date(Date.parse(text(scene.at)) + 8 * 3_600_000).toISOString().slice(0, 10) : null;
  return [
    ...(day === null ? [] : [{ word: 'landCases.byPicture', values: { day } }]),
    ...(text(details['document']) === ''
      ? []
      : [
          {
            word: 'landCases.byDocument',
            values: { document: text(details['document']), day: text(details['documentOn']) },
          },
        ]),
  ];
}
