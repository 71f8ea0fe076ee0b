import type { Severity } from '../api/types';
import { severityTable, type Shape } from '../state/severity';
import type { Palette } from './palette';

export const pixelRatio = 2;

export interface Picture {
  readonly image: ImageData;
  readonly stretch?: {
    readonly x: [number, number];
    readonly y: [number, number];
    readonly content: [number, number, number, number];
  };
}

type Pen = CanvasRenderingContext2D;

function canvas(width: number, height: number, draw: (pen: Pen) => void): ImageData {
  const element = document.createElement('canvas');
  element.width = Math.ceil(width * pixelRatio);
  element.height = Math.ceil(height * pixelRatio);
  const pen = element.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('This browser gives no 2D canvas.');
  pen.scale(pixelRatio, pixelRatio);
  draw(pen);
  return pen.getImageData(0, 0, element.width, element.height);
}

export function shapePath(pen: Pen, shape: Shape, x: number, y: number, r: number): void {
  pen.beginPath();
  if (shape === 'circle' || shape === 'ring') {
    pen.arc(x, y, r, 0, Math.PI * 2);
  } else if (shape === 'square') {
    const half = r * 0.9;
    pen.rect(x - half, y - half, half * 2, half * 2);
  } else if (shape === 'diamond') {
    const reach = r * 1.18;
    pen.moveTo(x, y - reach);
    pen.lineTo(x + reach, y);
    pen.lineTo(x, y + reach);
    pen.lineTo(x - reach, y);
  } else {
    pen.moveTo(x, y - r * 1.12);
    pen.lineTo(x + r * 1.12, y + r * 0.86);
    pen.lineTo(x - r * 1.12, y + r * 0.86);
  }
  pen.closePath();
}

function severityMark(pen: Pen, palette: Palette, severity: Severity, x: number, y: number, r: number): void {
  const { fill, edge } = palette.severity[severity];
  shapePath(pen, severityTable[severity].shape, x, y, r);
  pen.lineJoin = 'round';
  pen.lineWidth = 5;
  pen.strokeStyle = palette.colour['map-own'];
  pen.stroke();
  if (severity === 'notice') {
    pen.lineWidth = 2;
    pen.strokeStyle = fill;
    pen.stroke();
    return;
  }
  pen.fillStyle = fill;
  pen.fill();
  if (edge !== 'transparent') {
    pen.lineWidth = 1;
    pen.strokeStyle = edge;
    pen.stroke();
  }
}

export const drawAlarm = (palette: Palette, severity: Severity, r: number): Picture => ({
  image: canvas(r * 2 + 10, r * 2 + 10, (pen) => severityMark(pen, palette, severity, r + 5, r + 5, r)),
});

export type Family = 'water' | 'air' | 'meter' | 'camera';

/** A quiet station; hollow and dashed when it is off line. */
export function drawStation(palette: Palette, family: Family, isOffline: boolean): Picture {
  const r = { water: 3.6, air: 4.4, meter: 2.6, camera: 3.2 }[family];
  const shape: Shape = family === 'air' ? 'diamond' : family === 'camera' ? 'square' : 'circle';
  const size = 16;
  return {
    image: canvas(size, size, (pen) => {
      shapePath(pen, shape, size / 2, size / 2, r);
      pen.lineWidth = 3;
      pen.strokeStyle = palette.colour['map-own'];
      pen.stroke();
      if (isOffline) {
        pen.fillStyle = palette.colour['map-own'];
        pen.fill();
        pen.setLineDash([2, 1.4]);
        pen.lineWidth = 1.2;
        pen.strokeStyle = palette.colour.normal;
        pen.stroke();
      } else {
        pen.fillStyle = palette.colour.normal;
        pen.fill();
      }
    }),
  };
}

export const clusterRadii = [12, 15, 18, 21] as const;
/** Shares of a cluster's ring come in this many steps, so that the pictures stay few. */
export const clusterSteps = 24;

/** A ring whose arcs are the shares by severity, with the worst one at its upper right. */
export function drawCluster(palette: Palette, sizeClass: number, shares: readonly number[]): Picture {
  const r = clusterRadii[sizeClass] ?? 21;
  const size = (r + 10) * 2;
  const mid = size / 2;
  const order: readonly Severity[] = ['red', 'orange', 'yellow', 'blue'];
  return {
    image: canvas(size, size, (pen) => {
      pen.beginPath();
      pen.arc(mid, mid, r + 1.5, 0, Math.PI * 2);
      pen.fillStyle = palette.colour.l1;
      pen.fill();
      pen.lineWidth = 3;
      pen.beginPath();
      pen.arc(mid, mid, r, 0, Math.PI * 2);
      pen.strokeStyle = palette.colour['border-strong'];
      pen.stroke();
      let angle = -Math.PI / 2;
      order.forEach((severity, i) => {
        const share = shares[i] ?? 0;
        if (share === 0) return;
        // One alarm among many is stretched until it can be seen.
        const sweep = Math.max(0.38, (share / clusterSteps) * Math.PI * 2);
        pen.beginPath();
        pen.arc(mid, mid, r, angle, Math.min(angle + sweep, Math.PI * 1.5));
        pen.strokeStyle = palette.severity[severity].fill;
        pen.stroke();
        angle += sweep;
      });
      const worst = order.find((_, i) => (shares[i] ?? 0) > 0);
      if (worst) severityMark(pen, palette, worst, mid + r * 0.74, mid - r * 0.74, 6);
    }),
  };
}

export type UnitLook = 'driving' | 'on_scene' | 'ordered' | 'available' | 'old' | 'lost';

/** The plate of a unit with its call sign. */
export function drawUnit(palette: Palette, look: UnitLook, callSign: string): Picture {
  const font = `600 12px ${palette.font}`;
  const measure = document.createElement('canvas').getContext('2d')!;
  measure.font = font;
  const width = Math.max(30, Math.ceil(measure.measureText(callSign).width) + 16);
  const height = 20;
  const { colour } = palette;
  const filled = look === 'driving' ? colour.accent : look === 'on_scene' ? colour.t1 : colour.l1;
  const text = {
    driving: colour['on-accent'],
    on_scene: colour.l1,
    ordered: colour.t1,
    available: colour.t1,
    old: colour.t3,
    lost: colour.t3,
  };
  const edge = {
    driving: colour.accent,
    on_scene: colour.t1,
    ordered: colour.accent,
    available: colour.normal,
    old: colour.normal,
    lost: colour.normal,
  };
  return {
    image: canvas(width + 8, height + 8, (pen) => {
      pen.beginPath();
      pen.roundRect(4, 4, width, height, 10);
      pen.lineWidth = 5;
      pen.strokeStyle = colour['map-own'];
      pen.stroke();
      pen.fillStyle = filled;
      pen.fill();
      pen.lineWidth = 1.5;
      pen.strokeStyle = edge[look];
      if (look === 'lost') pen.setLineDash([3, 2]);
      pen.stroke();
      pen.font = font;
      pen.fillStyle = text[look];
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillText(callSign, 4 + width / 2, 4 + height / 2 + 0.5);
    }),
  };
}

/** The wedge that shows where a moving unit is heading: drawn pointing north, above the plate's middle. */
export function drawHeading(palette: Palette, look: UnitLook): Picture {
  const size = 48;
  return {
    image: canvas(size, size, (pen) => {
      pen.beginPath();
      pen.moveTo(size / 2, 3);
      pen.lineTo(size / 2 + 5, 11);
      pen.lineTo(size / 2 - 5, 11);
      pen.closePath();
      pen.fillStyle = look === 'driving' || look === 'ordered' ? palette.colour.accent : palette.colour.normal;
      pen.fill();
    }),
  };
}

/** An incident: its grade's shape in a ring; not graded yet: a question mark. */
export function drawIncident(palette: Palette, severity: Severity): Picture {
  const size = 40;
  const mid = size / 2;
  return {
    image: canvas(size, size, (pen) => {
      pen.beginPath();
      pen.arc(mid, mid, 15, 0, Math.PI * 2);
      pen.fillStyle = palette.colour.l1;
      pen.globalAlpha = 0.86;
      pen.fill();
      pen.globalAlpha = 1;
      pen.lineWidth = 1.6;
      pen.strokeStyle = palette.colour.t1;
      pen.stroke();
      if (severity !== 'notice') {
        severityMark(pen, palette, severity, mid, severity === 'yellow' ? mid - 0.5 : mid, 8);
        return;
      }
      pen.font = `600 15px ${palette.font}`;
      pen.fillStyle = palette.colour.t1;
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillText('?', mid, mid + 1);
    }),
  };
}

/** The plate behind a name: stretched to its text. */
export function drawPlate(palette: Palette, isAccent: boolean): Picture {
  return {
    image: canvas(24, 24, (pen) => {
      pen.beginPath();
      pen.roundRect(1, 1, 22, 22, 3);
      pen.fillStyle = palette.colour.l1;
      pen.fill();
      pen.lineWidth = 1;
      pen.strokeStyle = isAccent ? palette.colour.accent : palette.colour['border-strong'];
      pen.stroke();
    }),
    stretch: {
      x: [8 * pixelRatio, 16 * pixelRatio],
      y: [8 * pixelRatio, 16 * pixelRatio],
      content: [7 * pixelRatio, 3 * pixelRatio, 17 * pixelRatio, 21 * pixelRatio],
    },
  };
}
