import type { StyleLayer } from './layer-style';

/** A fault that the style specification finds, with the place in the layers. */
export interface StyleFault {
  readonly at: string;
  readonly text: string;
}

/** Asks the specification itself; it is heavy, so it comes only when it is needed. */
export async function styleFaults(layers: readonly StyleLayer[], isPicture: boolean): Promise<readonly StyleFault[]> {
  const { validateStyleMin } = await import('@maplibre/maplibre-gl-style-spec');
  const source = isPicture ? { type: 'raster', tiles: ['x'] } : { type: 'vector', tiles: ['x'] };
  const on = isPicture ? { source: 'layer' } : { source: 'layer', 'source-layer': 'layer' };
  const style = { version: 8, sources: { layer: source }, layers: layers.map((layer) => ({ ...layer, ...on })) };
  return validateStyleMin(style as never)
    .filter(({ message }) => !message.includes('"glyphs"'))
    .map(({ message }) => {
      const [at = '', ...text] = message.split(': ');
      return text.length > 0 ? { at, text: text.join(': ') } : { at: '', text: at };
    });
}

/** Layers that can be drawn: one that the map would not take must not take the map with it. */
export async function soundStyle(
  layers: readonly StyleLayer[] | null,
  isPicture: boolean,
): Promise<readonly StyleLayer[] | null> {
  if (layers === null) return null;
  return (await styleFaults(layers, isPicture)).length === 0 ? layers : null;
}
