import type { Map as MapLibre } from 'maplibre-gl';
import type { Severity } from '../api/types';
import {
  drawAlarm,
  drawCluster,
  drawHeading,
  drawIncident,
  drawPlate,
  drawStation,
  drawUnit,
  pixelRatio,
  type Family,
  type Picture,
  type UnitLook,
} from './draw-symbol';
import type { Palette } from './palette';

/** Draws each symbol when the map first asks for it. The name says what it is: `alarm|red`, `unit|driving|监02`. */
export function drawSymbol(palette: Palette, name: string): Picture | null {
  const [kind, ...rest] = name.split('|');
  switch (kind) {
    case 'alarm':
      return drawAlarm(palette, rest[0] as Severity, rest[1] === 'big' ? 8 : 7);
    case 'thing':
      return drawStation(palette, rest[0] as Family, rest[1] === 'offline');
    case 'cluster':
      return drawCluster(palette, Number(rest[0]), rest.slice(1).map(Number));
    case 'unit':
      return drawUnit(palette, rest[0] as UnitLook, rest.slice(1).join('|'));
    case 'heading':
      return drawHeading(palette, rest[0] as UnitLook);
    case 'incident':
      return drawIncident(palette, rest[0] as Severity);
    case 'plate':
      return drawPlate(palette, rest[0] === 'accent');
    default:
      return null;
  }
}

export function bindSymbols(map: MapLibre, palette: () => Palette): void {
  map.setMissingStyleImageResolver((id) => {
    const picture = drawSymbol(palette(), id);
    if (!picture || map.hasImage(id)) return;
    const { image, stretch } = picture;
    map.addImage(id, image, {
      pixelRatio,
      ...(stretch ? { stretchX: [stretch.x], stretchY: [stretch.y], content: stretch.content } : {}),
    });
  });
}
