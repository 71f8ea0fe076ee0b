import type { BoundingBox } from '../geo/box';
import type { SheetScaleProgress } from '../api/types';

/** The states of a map sheet: what is done first, then what is still to do. */
export const sheetStates = ['updated', 'converted', 'to_update', 'to_convert'] as const;
export type SheetState = (typeof sheetStates)[number];

/** Who is done with it has an edition to show. */
export const needsEdition = (state: SheetState): boolean => state === 'updated' || state === 'converted';

/** The scales of the register with the zooms at which their sheets are told apart; the last has no end. */
export const sheetZooms: readonly { readonly scale: number; readonly from: number; readonly to: number }[] = [
  { scale: 250_000, from: 5, to: 8 },
  { scale: 50_000, from: 8, to: 10 },
  { scale: 10_000, from: 10, to: 24 },
];

export interface SheetBarPart {
  /** None where no programme names the scale and nobody has said anything. */
  readonly state: SheetState | 'none';
  readonly count: number;
  /** Of all sheets of the scale, 0 … 1. */
  readonly share: number;
}

/** One bar: the sheets of a scale by state, what is done first. */
export function sheetBar(progress: SheetScaleProgress): readonly SheetBarPart[] {
  const countOf = (state: string | null): number => progress.states.find((one) => one.state === state)?.count ?? 0;
  return [...sheetStates, 'none' as const]
    .map((state) => ({ state, count: countOf(state === 'none' ? null : state) }))
    .filter((part) => part.count > 0)
    .map((part) => ({ ...part, share: part.count / progress.computed }));
}

/** Map makers write 1:50000 as 1:5万 in Chinese. */
export const scaleName = (scale: number, language: 'zh' | 'en'): string =>
  language === 'zh' && scale % 10_000 === 0 ? `1:${scale / 10_000}万` : `1:${scale.toLocaleString('en-US')}`;

/** Degrees, minutes and seconds, as a sheet's corners are written. */
export function degreesText(degrees: number): string {
  const seconds = Math.round(Math.abs(degrees) * 3600);
  const two = (n: number): string => String(n).padStart(2, '0');
  const text = `${Math.floor(seconds / 3600)}°${two(Math.floor(seconds / 60) % 60)}′${two(seconds % 60)}″`;
  return degrees < 0 && seconds > 0 ? `−${text}` : text;
}

/** West to east, and south to north. */
export const extentText = ([west, south, east, north]: BoundingBox): readonly [string, string] => [
  `${degreesText(west)} – ${degreesText(east)}`,
  `${degreesText(south)} – ${degreesText(north)}`,
];
