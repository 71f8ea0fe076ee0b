import type { FieldWish, ImportState, ImportWish, Me, ProposedSubLayer } from '../api/types';
import type { AreaTree } from './area-tree';

/** The steps from a file to an edition, in their order. */
export const importSteps = ['file', 'content', 'fields', 'layer', 'run'] as const;
export type ImportStep = (typeof importSteps)[number];

/** What a person has said so far of the file at hand. */
export interface ImportDraft {
  readonly subLayer: string;
  readonly crs: string | null;
  readonly east: string | null;
  readonly north: string | null;
  readonly geometryKind: 'point' | 'line' | 'polygon';
  readonly closesLines: boolean;
  readonly fields: readonly FieldWish[];
  /** The id of a layer that is there; null: a new one. */
  readonly layer: string | null;
  readonly newId: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** Of the next edition of a layer null: as it was. */
  readonly licence: string | null;
  readonly credit: string | null;
  /** Of a new layer: the department that answers for it. */
  readonly owner: string;
  /** The area of all rows, where no field says it of each; empty: not said. */
  readonly areaCode: string;
}

/** The columns that every layer has, and the properties that may be any. */
export const commonTargets = ['code', 'name_zh', 'name_en', 'area_code'] as const;
export const valueKinds = ['text', 'integer', 'number', 'boolean'] as const;

/** Import changes what all see: it takes an administrator of everything. The server decides; this only keeps controls off the screen. */
export const mayImport = (me: Me, areas: AreaTree): boolean =>
  me.grants.some(({ role, areaCode }) => role === 'administrator' && areas.find(areaCode)?.parent === null);

export const tableOf = (state: ImportState, name: string): ProposedSubLayer | undefined =>
  state.subLayers.find((one) => one.table.name === name);

/** Begins with what the server found and proposes. */
export function draftOf(state: ImportState, layer: string | null): ImportDraft {
  const first = state.subLayers.find(({ table }) => table.hasShapes || table.east !== null) ?? state.subLayers[0];
  return {
    ...aboutTable(first),
    crs: state.remembered?.crs ?? null,
    layer: layer ?? state.suggestedLayer,
    newId: '',
    titleZh: '',
    titleEn: '',
    licence: null,
    credit: null,
    owner: '',
    areaCode: state.remembered?.areaCode ?? '',
  };
}

/** Of another table of the same file. */
export function aboutTable(
  of: ProposedSubLayer | undefined,
): Pick<ImportDraft, 'subLayer' | 'east' | 'north' | 'geometryKind' | 'closesLines' | 'fields'> {
  return {
    subLayer: of?.table.name ?? '',
    east: of?.table.east ?? null,
    north: of?.table.north ?? null,
    geometryKind: (of?.table.mainKind as ImportDraft['geometryKind'] | undefined) ?? 'point',
    closesLines: false,
    fields: of?.proposed ?? [],
  };
}

/** Whether the rows can be put on the map: the system is known, and of a table the columns. */
export function isPlaced(state: ImportState, draft: ImportDraft): boolean {
  const table = tableOf(state, draft.subLayer)?.table;
  if (!table) return false;
  if (draft.crs === null && table.crs === null) return false;
  return table.hasShapes || (draft.east !== null && draft.north !== null && draft.east !== draft.north);
}

/** The properties that two fields would become; none where all is well. */
export function doubled(fields: readonly FieldWish[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { target } of fields) {
    if (target === null) continue;
    if (seen.has(target)) twice.add(target);
    seen.add(target);
  }
  return [...twice];
}

const layerName = /^[a-z][a-z0-9_]{1,48}$/;
export const isLayerName = (id: string): boolean => layerName.test(id) && id !== 'records';

/** A name to begin with: what of the file's name may stand in one. */
export function suggestedId(fileName: string): string {
  const plain = fileName
    .toLowerCase()
    .replace(/\.[a-z0-9]+$/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  return isLayerName(plain) ? plain : '';
}

export function isLayerSaid(draft: ImportDraft): boolean {
  return (
    draft.layer !== null || (isLayerName(draft.newId) && (draft.titleZh.trim() !== '' || draft.titleEn.trim() !== ''))
  );
}

/** A field of the file says the area of each row. */
export const saysArea = (fields: readonly FieldWish[]): boolean => fields.some(({ target }) => target === 'area_code');

/** What the server is asked, for a preview or for the import itself. */
export function wishOf(draft: ImportDraft): ImportWish {
  const { subLayer, crs, east, north, geometryKind, closesLines, fields } = draft;
  const isNew = draft.layer === null;
  const credit = draft.credit?.trim() ?? null;
  return {
    layer: isNew ? draft.newId || null : draft.layer,
    titleZh: isNew ? draft.titleZh.trim() || null : null,
    titleEn: isNew ? draft.titleEn.trim() || null : null,
    licence: draft.licence?.trim() || null,
    // An empty credit takes the one that stands away; of a new layer it is none that was said.
    credit: isNew ? credit || null : credit,
    owner: isNew ? draft.owner.trim() || null : null,
    areaCode: saysArea(draft.fields) ? null : draft.areaCode || null,
    subLayer,
    crs,
    east,
    north,
    geometryKind,
    closesLines,
    fields,
  } as ImportWish;
}

/** Licences that the SPDX list names and geographic data often has; terms of another kind are written as words. */
export const usualLicences = ['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'ODbL-1.0', 'PDDL-1.0'] as const;
export const usualTerms = ['unconditional', 'conditional', 'internal'] as const;

/** A system to choose, as the server names it. */
export interface CrsChoice {
  readonly value: string;
  readonly zone?: number;
  readonly meridian?: number;
  readonly base: 'cgcs2000' | 'xian80' | 'beijing54' | 'wgs84' | 'mercator' | 'gcj02' | 'bd09';
}

const gaussBases = [
  ['cgcs2000', 4513, 4534],
  ['xian80', 2349, 2370],
  ['beijing54', 2401, 2422],
] as const;

/** The systems that files in China come in: degrees, the 3-degree zones with their number before the easting, and those without. */
export const crsChoices: readonly CrsChoice[] = [
  { value: 'EPSG:4490', base: 'cgcs2000' },
  { value: 'EPSG:4326', base: 'wgs84' },
  { value: 'EPSG:4610', base: 'xian80' },
  { value: 'EPSG:4214', base: 'beijing54' },
  { value: 'gcj02', base: 'gcj02' },
  { value: 'bd09', base: 'bd09' },
  { value: 'EPSG:3857', base: 'mercator' },
  ...gaussBases.flatMap(([base, zoned, plain]) => [
    ...Array.from({ length: 21 }, (_, i) => ({ value: `EPSG:${zoned + i}`, zone: 25 + i, base })),
    ...Array.from({ length: 21 }, (_, i) => ({ value: `EPSG:${plain + i}`, meridian: 75 + 3 * i, base })),
  ]),
];

/**
 * All of them, first those that numbers of this size can be in: degrees, a zone by its number, or metres of any zone. The lower corner decides, for one
 * wrong value is most often a large one.
 */
export function orderedChoices(extent: readonly number[] | null): readonly CrsChoice[] {
  const [west, south] = extent ?? [];
  if (west === undefined || south === undefined) return crsChoices;
  const isDegrees = Math.abs(west) <= 180 && Math.abs(south) <= 90;
  const zone = Math.floor(west / 1_000_000);
  const isZoned = zone >= 25 && zone <= 45;
  const fits = (choice: CrsChoice): boolean => {
    if (isDegrees) return choice.zone === undefined && choice.meridian === undefined && choice.base !== 'mercator';
    if (isZoned) return choice.zone === zone;
    return choice.meridian !== undefined || choice.base === 'mercator';
  };
  return [...crsChoices.filter(fits), ...crsChoices.filter((choice) => !fits(choice))];
}
