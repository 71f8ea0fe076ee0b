import type { Position } from '../geo/position';
import { compareModes, type CompareMode } from './compare';
import { landRails, type LandRail } from './land-stats';
import { listOf, type PatchList } from './patch-list';

export type Place = 'monitor' | 'command' | 'land' | 'data';
export const places: readonly Place[] = ['monitor', 'command', 'land', 'data'];
/** Which list stands beside the map of the monitoring workplace. */
export type MonitorRail = 'alarms' | 'deliveries';
export type SelectionKind = 'thing' | 'incident' | 'unit';

export interface Selection {
  readonly kind: SelectionKind;
  readonly id: number;
}

export interface MapView {
  readonly centre: Position;
  readonly zoom: number;
}

/** A link is a view: workplace, map view, layers that differ from the start, selection. */
export interface ViewLink {
  readonly place: Place | null;
  readonly view: MapView | null;
  readonly selection: Selection | null;
  readonly rail: MonitorRail;
  /** The layer whose record is open in the Data workplace. */
  readonly layer: string | null;
  /** The map sheet whose card is open over its layer's. */
  readonly sheet: string | null;
  /** What stands in the rail of the Land workplace. */
  readonly part: LandRail;
  /** The patch on the light table, the list that it is taken from, and how its pictures are compared. */
  readonly patch: number | null;
  readonly list: PatchList;
  readonly mode: CompareMode;
  /** To what that list is narrowed. */
  readonly batch: number | null;
  readonly area: string | null;
  readonly layersOff: readonly string[];
  readonly layersOn: readonly string[];
}

const selectionKinds: readonly string[] = ['thing', 'incident', 'unit'];

export function writeLink(link: ViewLink): string {
  const params: string[] = [];
  if (link.view) {
    const { centre, zoom } = link.view;
    params.push(`map=${centre[0].toFixed(5)},${centre[1].toFixed(5)},${zoom.toFixed(2)}`);
  }
  if (link.selection) params.push(`sel=${link.selection.kind}:${link.selection.id}`);
  if (link.rail !== 'alarms') params.push(`rail=${link.rail}`);
  if (link.layer !== null) params.push(`layer=${link.layer}`);
  if (link.sheet !== null) params.push(`sheet=${link.sheet}`);
  if (link.part !== 'patches') params.push(`part=${link.part}`);
  if (link.patch !== null) params.push(`patch=${link.patch}`);
  if (link.list !== 'doubtful') params.push(`list=${link.list}`);
  if (link.mode !== 'swipe') params.push(`mode=${link.mode}`);
  if (link.batch !== null) params.push(`batch=${link.batch}`);
  if (link.area !== null) params.push(`area=${link.area}`);
  if (link.layersOff.length > 0) params.push(`off=${[...link.layersOff].sort().join(',')}`);
  if (link.layersOn.length > 0) params.push(`on=${[...link.layersOn].sort().join(',')}`);
  const query = params.join('&');
  return `#/${link.place ?? 'monitor'}${query === '' ? '' : `?${query}`}`;
}

export function readLink(hash: string): ViewLink {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const params = new URLSearchParams(query);
  const names = (key: string): string[] =>
    (params.get(key) ?? '').split(',').filter((name) => /^[a-z][a-z0-9_]*$/.test(name));
  return {
    place: places.find((one) => one === path) ?? null,
    view: readView(params.get('map')),
    selection: readSelection(params.get('sel')),
    rail: params.get('rail') === 'deliveries' ? 'deliveries' : 'alarms',
    layer: names('layer')[0] ?? null,
    sheet: /^[A-V]\d{2}([B-H]\d{6})?$/.exec(params.get('sheet') ?? '')?.[0] ?? null,
    part: landRails.find((one) => one === params.get('part')) ?? 'patches',
    patch: readId(params.get('patch')),
    list: listOf(params.get('list')) ?? 'doubtful',
    mode: compareModes.find((one) => one === params.get('mode')) ?? 'swipe',
    batch: readId(params.get('batch')),
    area: /^[1-9]\d{5,11}$/.exec(params.get('area') ?? '')?.[0] ?? null,
    layersOff: names('off'),
    layersOn: names('on'),
  };
}

const readId = (text: string | null): number | null => (/^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : null);

function readView(text: string | null): MapView | null {
  const [lon, lat, zoom] = (text ?? '').split(',').map(Number);
  if (lon === undefined || lat === undefined || zoom === undefined) return null;
  const isOnEarth = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
  return isOnEarth ? { centre: [lon, lat], zoom } : null;
}

function readSelection(text: string | null): Selection | null {
  const [kind = '', id = ''] = (text ?? '').split(':');
  return selectionKinds.includes(kind) && /^\d+$/.test(id) ? { kind: kind as SelectionKind, id: Number(id) } : null;
}
