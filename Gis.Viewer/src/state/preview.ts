import type { CatalogueEntry } from '../api/types';
import type { StyleLayer } from './layer-style';

/** A layer to be drawn from its tiles, over all others. */
export interface PreviewWish {
  readonly layer: string;
  readonly geometryKind: CatalogueEntry['geometryKind'];
  /** A template of vector tiles, or of pictures the TileJSON, which knows their zooms. */
  readonly tiles: string;
  /** How it is drawn; null: plainly, by its kind. */
  readonly style: readonly StyleLayer[] | null;
}

/** Another address for another version, so that no cache gives an older one. @param news Counts what was heard of changes of the layer. */
export function previewOf(entry: CatalogueEntry, style: readonly StyleLayer[] | null = null, news = 0): PreviewWish {
  const collection = `/ogc/collections/${entry.id}`;
  const version = `${entry.edition}.${Date.parse(entry.updatedAt)}${news > 0 ? `.${news}` : ''}`;
  return {
    layer: entry.id,
    geometryKind: entry.geometryKind,
    tiles:
      entry.kind === 'image'
        ? `${collection}/map/tiles/WebMercatorQuad?f=tilejson`
        : `${collection}/tiles/WebMercatorQuad/{z}/{y}/{x}?v=${version}`,
    style,
  };
}
