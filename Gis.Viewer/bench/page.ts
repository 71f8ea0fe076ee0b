import { createApp, defineComponent, h, nextTick } from 'vue';
import '../src/tokens.css';
import '../src/base.css';
import type { Alarm, Changes, Severity, Snapshot, ThingRow } from '../src/api/types';
import { aThing, anAlarm, someChanges } from '../testing/samples';
import { i18n } from '../src/i18n/i18n';
import MapView from '../src/map/MapView.vue';
import AlarmRail from '../src/panels/AlarmRail.vue';
import { arrivals, note } from '../src/state/arrivals';
import { fromSnapshot, withChanges } from '../src/state/live-model';
import { isReady, live, mapView, nowMs, tickClock } from '../src/state/workspace';

/** The live half of Monitor, map and alarm list, over a made-up province; the bench drives it through `window.bench`. */
const points = 20_000;
const alarms = 300;
/** So many of the alarms are other than before in a batch. */
const changing = 20;
const severities: readonly Severity[] = ['red', 'orange', 'yellow', 'blue'];
const startMs = Date.now();
const iso = (ms: number): string => new Date(ms).toISOString();
const severityOf = (id: number, round: number): Severity | null =>
  id <= alarms ? severities[(id + (id <= changing ? round : 0)) % severities.length]! : null;

const thing = (id: number): ThingRow =>
  aThing({
    id,
    nameZh: `排口${id}`,
    nameEn: `Outfall ${id}`,
    lon: 113.5 + ((id * 7_919) % 6_000) / 1_000,
    lat: 36.1 + ((id * 104_729) % 6_500) / 1_000,
    severity: severityOf(id, 0),
    lastAt: iso(startMs),
  });
const alarm = (id: number, round: number): Alarm =>
  anAlarm({
    id,
    thingId: id,
    thingNameZh: `排口${id}`,
    thingNameEn: `Outfall ${id}`,
    severity: severityOf(id, round)!,
    value: 80 + round,
    since: iso(startMs),
    raisedAt: iso(startMs),
    updatedAt: iso(startMs + round),
    phenomenonTime: iso(startMs),
  });
const ids = Array.from({ length: points }, (_, i) => i + 1);

const snapshot: Snapshot = {
  seq: 1,
  at: iso(startMs),
  things: ids.map(thing),
  alarms: ids.slice(0, alarms).map((id) => alarm(id, 0)),
  incidents: [],
  units: [],
};

/** `heard`: every point spoke again, and some alarms changed. `turned`: every point looks other than before. */
type Kind = 'heard' | 'turned';

declare global {
  interface Window {
    bench: { readonly points: number; prepare: (kind: Kind) => void; update: () => Promise<number> };
  }
}

/** A batch as the hub sends it: as text, for parsing it is part of the cost. */
function batch(kind: Kind, round: number): string {
  const severity = (id: number): Severity | null =>
    kind === 'heard' ? severityOf(id, round) : severities[(id + round) % severities.length]!;
  const changes = someChanges({
    seq: round + 1,
    at: iso(startMs + round * 1_000),
    things: ids.map((id) => [id, startMs + round * 1_000, severity(id)]),
    alarms: ids.slice(0, changing).map((id) => alarm(id, round)),
  });
  return JSON.stringify(changes);
}

let round = 0;
let waiting = '';
window.bench = {
  points,
  prepare: (kind) => {
    round++;
    waiting = batch(kind, round);
  },
  update: async () => {
    const fromMs = performance.now();
    const next = withChanges(live.value, JSON.parse(waiting) as Changes);
    note(arrivals(live.value, next, nowMs.value));
    live.value = next;
    await nextTick();
    return performance.now() - fromMs;
  },
};

mapView.value = { centre: [116.5, 39.3], zoom: 6.2 };
live.value = fromSnapshot(snapshot);
isReady.value = true;
tickClock(0);
createApp(
  defineComponent({
    render: () => [
      h('div', { style: 'position:absolute;inset:0 0 0 344px' }, h(MapView)),
      h('div', { style: 'position:absolute;inset:0 auto 0 0;width:344px' }, h(AlarmRail)),
    ],
  }),
)
  .use(i18n)
  .mount('#app');
