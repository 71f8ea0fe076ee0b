import { computed, ref, shallowRef } from 'vue';
import type { Area, IncidentType, MapLayer, Me, Property } from '../api/types';
import type { BoundingBox } from '../geo/box';
import type { Position } from '../geo/position';
import { openFilter, type AlarmFilter } from './alarm-list';
import { AreaTree } from './area-tree';
import { connectionOf, noLink, type LinkFacts } from './connection';
import { emptyModel, type LiveModel } from './live-model';
import type { LayerNews } from './layer-news';
import type { StyleLayer } from './layer-style';
import type { PreviewWish } from './preview';
import type { MapView, MonitorRail, Place, Selection } from './view-link';

/** What the whole page shares: who looks, what is known, what is looked at. */
export const me = shallowRef<Me | null>(null);
export const live = shallowRef<LiveModel>(emptyModel);
export const isReady = ref(false);
export const link = shallowRef<LinkFacts>(noLink);
export const areas = shallowRef(new AreaTree([] as readonly Area[]));
export const properties = shallowRef<ReadonlyMap<string, Property>>(new Map());
export const incidentTypes = shallowRef<readonly IncidentType[]>([]);
export const mapLayers = shallowRef<readonly MapLayer[]>([]);

/** Server time, ticking once a second: every age on the screen hangs on it. */
export const nowMs = ref(Date.now());

/** The link is judged by this machine's own clock, looked at anew each tick. */
const tick = ref(Date.now());
export const connection = computed(() => connectionOf(link.value, tick.value));

/** Once a second: the server's time for what it says, our own for the link. */
export function tickClock(clockOffsetMs: number): void {
  tick.value = Date.now();
  nowMs.value = tick.value + clockOffsetMs;
}

export const place = ref<Place>('monitor');
export const monitorRail = ref<MonitorRail>('alarms');
/** The layer whose record is open in the Data workplace, and the one drawn from its tiles for a look. */
export const dataLayer = ref<string | null>(null);
/** A style that is being tried out on the layer that is looked at. */
export const draftStyle = shallowRef<readonly StyleLayer[] | null>(null);
export const preview = shallowRef<PreviewWish | null>(null);
/** What was heard of changes of layers since the page was opened. */
export const layerNews = shallowRef<LayerNews>(new Map());
/** The code of the map sheet whose card is open over its layer's. */
export const sheet = ref<string | null>(null);
export const selection = shallowRef<Selection | null>(null);
export const mapView = shallowRef<MapView | null>(null);
export const mapBounds = shallowRef<BoundingBox | null>(null);
export const layersOff = shallowRef<ReadonlySet<string>>(new Set());
export const alarmFilter = shallowRef<AlarmFilter>(openFilter);

/** Set while a place is being picked on the map: who asked gets the position. */
export const picking = shallowRef<((at: Position) => void) | null>(null);
/** A draft's place, shown on the map. */
export const draftPlace = shallowRef<Position | null>(null);

export function select(next: Selection | null): void {
  selection.value = next;
}

export const isSelected = (kind: Selection['kind'], id: number): boolean =>
  selection.value?.kind === kind && selection.value.id === id;
