import { inTheme, type StyleLayer, type StyleValue } from './layer-style';

/** One row of a legend: a mark as the map draws it, and what it stands for. */
export interface LegendRow {
  readonly mark: 'fill' | 'line' | 'circle' | 'raster';
  readonly colour: string;
  readonly opacity: number;
  readonly width: number;
  /** Values that are drawn so; null: everything, or everything else. */
  readonly label: string | null;
  readonly isRest: boolean;
}

const colourKeys: Readonly<Record<string, string>> = {
  fill: 'fill-color',
  'fill-extrusion': 'fill-extrusion-color',
  line: 'line-color',
  circle: 'circle-color',
  heatmap: 'heatmap-color',
};
const marks: Readonly<Record<string, LegendRow['mark']>> = {
  fill: 'fill',
  'fill-extrusion': 'fill',
  line: 'line',
  circle: 'circle',
  heatmap: 'circle',
  raster: 'raster',
};
const mostRows = 12;

const numberOf = (value: StyleValue | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

interface Part {
  readonly colour: string;
  readonly label: string | null;
  readonly isRest: boolean;
}

/** What a style's own words say of its colours. A layer whose colours follow the one below it (an outline) adds nothing. */
export function legendOf(layers: readonly StyleLayer[], isDark: boolean): readonly LegendRow[] {
  const rows: LegendRow[] = [];
  for (const layer of layers.map((one) => inTheme(one, isDark))) {
    const mark = marks[layer.type];
    if (!mark || layer.layout?.visibility === 'none') continue;
    const paint = layer.paint ?? {};
    const colour = paint[colourKeys[layer.type] ?? ''];
    const parts: readonly Part[] =
      mark === 'raster' ? [{ colour: '', label: null, isRest: false }] : partsOf(colour ?? '#000000');
    const opacity = numberOf(paint[`${layer.type}-opacity`], 1);
    const width = numberOf(paint['line-width'] ?? paint['circle-radius'], mark === 'circle' ? 5 : 1.5);
    for (const part of parts) {
      const known = rows.find((row) => row.colour === part.colour && row.label === part.label);
      if (!known) rows.push({ mark, opacity, width, ...part });
    }
  }
  return rows.slice(0, mostRows);
}

/** Constant colours, match and step, alone or within a case that asks for a number first; of other expressions the first colour. */
function partsOf(colour: StyleValue): readonly Part[] {
  if (typeof colour === 'string') return [{ colour, label: null, isRest: false }];
  if (!Array.isArray(colour)) return [];
  const words = colour as readonly StyleValue[];
  const [operator, ...rest] = words;
  if (operator === 'match') return matchParts(rest);
  if (operator === 'step') return stepParts(rest);
  if (operator === 'case') {
    const inner = rest.find((one) => Array.isArray(one) && (one[0] === 'match' || one[0] === 'step'));
    const last = rest[rest.length - 1];
    const parts = inner === undefined ? [] : partsOf(inner);
    return typeof last === 'string' ? [...parts, { colour: last, label: null, isRest: true }] : parts;
  }
  const first = words.slice(1).find((one): one is string => typeof one === 'string' && /^(#|rgb|hsl)/.test(one));
  return first === undefined ? [] : [{ colour: first, label: null, isRest: false }];
}

function matchParts(rest: readonly StyleValue[]): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 1; at + 1 < rest.length; at += 2) {
    const [label, colour] = [rest[at], rest[at + 1]];
    if (typeof colour !== 'string') continue;
    parts.push({ colour, label: Array.isArray(label) ? label.join(', ') : String(label), isRest: false });
  }
  const last = rest[rest.length - 1];
  return typeof last === 'string' ? [...parts, { colour: last, label: null, isRest: true }] : parts;
}

function stepParts(rest: readonly StyleValue[]): readonly Part[] {
  const [, first, ...steps] = rest;
  const bounds = steps.filter((_, at) => at % 2 === 0);
  const colours = [first, ...steps.filter((_, at) => at % 2 === 1)];
  return colours.flatMap((colour, at) => {
    if (typeof colour !== 'string') return [];
    const [from, to] = [bounds[at - 1], bounds[at]];
    const label =
      at === 0 ? `< ${String(to)}` : to === undefined ? `≥ ${String(from)}` : `${String(from)} – ${String(to)}`;
    return [{ colour, label, isRest: false }];
  });
}
