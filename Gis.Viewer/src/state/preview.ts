import type { CatalogueEntry } from '../api/types';

/** A layer to be drawn from its tiles, over all others. */
export interface PreviewWish {
  readonly layer: string;
  readonly geometryKind: CatalogueEntry['geometryKind'];
  /** A template of vector tiles, or of pictures the TileJSON, which knows their zooms. */
  readonly tiles: string;
}

/** Another address for another version, so that no cache gives an older one. */
export function previewOf(entry: CatalogueEntry): PreviewWish {
  const collection = `/ogc/collections/${entry.id}`;
  const version = `${entry.edition}.${Date.parse(entry.updatedAt)}`;
  return {
    layer: entry.id,
    geometryKind: entry.geometryKind,
    tiles:
      entry.kind === 'image'
        ? `${collection}/map/tiles/WebMercatorQuad?f=tilejson`
        : `${collection}/tiles/WebMercatorQuad/{z}/{y}/{x}?v=${version}`,
  };
}
