import type { Query } from '../api/http';
import type { LayerRequest } from '../api/types';
import type { BoundingBox } from '../geo/box';

/** What narrows the list of layers. */
export interface CatalogueFilter {
  readonly text: string;
  /** Only layers with something in the map's view. */
  readonly isInView: boolean;
  readonly isOverdue: boolean;
  readonly owner: string | null;
}

export const everything: CatalogueFilter = { text: '', isInView: false, isOverdue: false, owner: null };

export const isNarrowed = (filter: CatalogueFilter): boolean =>
  filter.text.trim() !== '' || filter.isInView || filter.isOverdue || filter.owner !== null;

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** As the server is asked: terms divided by blanks must stand together there, so the text goes as it is. */
export function catalogueQuery(filter: CatalogueFilter, view: BoundingBox | null): Query {
  const text = filter.text.trim();
  return {
    q: text.replace(/^[\s,]+|[\s,]+$/g, '') || null,
    bbox:
      filter.isInView && view
        ? [clamp(view[0], 180), clamp(view[1], 90), clamp(view[2], 180), clamp(view[3], 90)]
            .map((n) => n.toFixed(5))
            .join(',')
        : null,
    overdue: filter.isOverdue ? true : null,
    owner: filter.owner,
  };
}

/** What waits for an answer comes first, the newest of it on top. */
export const byUrgency = (requests: readonly LayerRequest[]): readonly LayerRequest[] =>
  [...requests].sort((a, b) => Number(b.state === 'asked') - Number(a.state === 'asked') || b.id - a.id);

/** How many wait for this person's answer. */
export const waiting = (requests: readonly LayerRequest[]): number =>
  requests.filter((one) => one.state === 'asked' && one.mayDecide && !one.isMine).length;

/** Bytes in the unit that suits them: figure and unit apart. */
export function bytesOf(bytes: number): { readonly figure: number; readonly unit: string } {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let at = 0;
  let figure = bytes;
  while (figure >= 1000 && at < units.length - 1) {
    figure /= 1000;
    at++;
  }
  return { figure, unit: units[at]! };
}
