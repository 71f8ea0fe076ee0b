import { ref, shallowRef } from 'vue';
import type { FeatureCollection } from 'geojson';

/** A row of a file that is repaired or refused, at its place where it has one. */
export interface ShownRemark {
  readonly row: number;
  readonly isRefused: boolean;
  readonly lon: number;
  readonly lat: number;
}

/** What of a file is shown on the map before it is imported. */
export interface ShownImport {
  readonly features: FeatureCollection;
  readonly remarks: readonly ShownRemark[];
}

export const shownImport = shallowRef<ShownImport | null>(null);

/** The layer of which a file is to be the next edition; empty: not said yet; null: nothing is imported. */
export const importing = ref<string | null>(null);
