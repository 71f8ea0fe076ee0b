import type { Severity } from '../api/types';

const names = [
  'l0',
  'l1',
  'l2',
  't1',
  't2',
  't3',
  'border-strong',
  'accent',
  'on-accent',
  'normal',
  'map-own',
  'map-neighbour',
  'map-sea',
  'map-river',
  'map-lake',
  'map-river-label',
  'map-border-province',
  'map-border-prefecture',
  'map-road',
  'map-road-minor',
  'map-label',
  'map-halo',
] as const;

export type ColourName = (typeof names)[number];

export interface Palette {
  readonly colour: Readonly<Record<ColourName, string>>;
  readonly severity: Readonly<Record<Severity, { readonly fill: string; readonly edge: string }>>;
  readonly font: string;
  readonly isDark: boolean;
}

/** The colours of the theme in force, read from the style sheet: one table for page and map. */
export function readPalette(element: Element = document.documentElement): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const severity = (name: string) => ({ fill: token(name), edge: token(`${name}-edge`) });
  return {
    colour: Object.fromEntries(names.map((name) => [name, token(name)])) as Record<ColourName, string>,
    severity: {
      red: severity('red'),
      orange: severity('orange'),
      yellow: severity('yellow'),
      blue: severity('blue'),
      notice: { fill: token('normal'), edge: token('t2') },
    },
    font: token('font'),
    isDark: !element.classList.contains('light'),
  };
}
