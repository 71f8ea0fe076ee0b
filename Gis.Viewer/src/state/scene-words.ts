import type { ImageScene } from '../api/types';

/** Metres a pixel as people say it: 0.8 m, 10 m; two digits that count. */
export const resolutionText = (metres: number): string =>
  `${metres >= 100 ? Math.round(metres) : Number(metres.toPrecision(2))}`;

/** The day of a picture; a moment is told with its minute, in the reader's zone. */
export function sceneDate(scene: Pick<ImageScene, 'time' | 'at'>): string {
  if (!scene.time.includes('T')) return scene.time;
  const at = new Date(scene.at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
