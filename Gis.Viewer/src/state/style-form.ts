import type { LayerValues } from '../api/types';
import {
  categoryColours,
  equalBreaks,
  quantileBreaks,
  rampColours,
  type Category,
  type Scalar,
  type StyleRecipe,
} from './layer-style';

/** More categories than a reader can tell apart are put together as the rest. */
export const mostCategories = 20;

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** The most frequent values, each with a colour; colours that were chosen for a value stay with it. */
export function categoriesOf(values: LayerValues, known: readonly Category[]): readonly Category[] {
  const chosen = new Map(known.map(({ value, colour }) => [String(value), colour]));
  return values.values
    .map(({ value }) => value as unknown)
    .filter(isScalar)
    .slice(0, mostCategories)
    .map((value, at) => ({
      value,
      colour: chosen.get(String(value)) ?? categoryColours[at % categoryColours.length]!,
    }));
}

/** Classes of a number, as many as its values allow, with the colours of a ramp. */
export function classesOf(
  values: LayerValues,
  method: 'quantile' | 'equal',
  count: number,
  ramp: string,
): Pick<StyleRecipe, 'breaks' | 'colours'> {
  const { percentiles } = values;
  if (!percentiles) return { breaks: [], colours: [] };
  const breaks =
    method === 'quantile' ? quantileBreaks(percentiles, count) : equalBreaks(percentiles[0]!, percentiles[100]!, count);
  return { breaks, colours: rampColours(ramp, breaks.length + 1) };
}

/** A name for addresses from a title; another where that is taken. */
export function styleId(title: string, taken: readonly string[]): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  const base = slug === '' || slug === 'default' ? 'style' : slug;
  const names = new Set(taken);
  if (!names.has(base)) return base;
  let number = 2;
  while (names.has(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}
