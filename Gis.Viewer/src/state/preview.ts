import type { CatalogueEntry } from '../api/types';

/** A layer to be drawn from its tiles, over all others. */
export interface PreviewWish {
  readonly layer: string;
  readonly geometryKind: CatalogueEntry['geometryKind'];
  readonly tiles: string;
}

/** Another address for another version, so that no cache gives an older one. */
export const previewOf = (entry: CatalogueEntry): PreviewWish => ({
  layer: entry.id,
  geometryKind: entry.geometryKind,
  tiles: `/ogc/collections/${entry.id}/tiles/WebMercatorQuad/{z}/{y}/{x}?v=${entry.edition}.${Date.parse(entry.updatedAt)}`,
});
