import { watch } from 'vue';
import { gisApi } from '../api/gis-api';
import type { Alarm, Scope } from '../api/types';
import { arrivals, note } from '../state/arrivals';
import { fromSnapshot, withChanges, type LiveModel } from '../state/live-model';
import { outbox, sendWaiting } from '../state/outbox';
import { NewsDesk, withNews } from '../state/layer-news';
import { patchNews, withPatchNews } from '../state/patch-assignment';
import { isReady, layerNews, link, live, nowMs, selection, tickClock } from '../state/workspace';
import { signalRLink } from './hub-link';
import { LiveFollower } from './live-follower';

/** Ties the follower to what the page shows; one a signed-in page. */
export function startLive(onArrivals: (alarms: readonly Alarm[]) => void): () => void {
  const take = (next: LiveModel): void => {
    const news = arrivals(live.value, next, nowMs.value);
    live.value = next;
    isReady.value = true;
    publish(next);
    note(news);
    if (news.length > 0) onArrivals(news);
  };
  const desk = new NewsDesk((layers) => (layerNews.value = withNews(layerNews.value, layers)));
  const follower = new LiveFollower(signalRLink, {
    onSnapshot: (snapshot) => {
      // What the log no longer told is read again.
      if (isReady.value) desk.hear(['patches']);
      take({ ...fromSnapshot(snapshot), values: live.value.values });
    },
    onChanges: (changes) => {
      const startMs = performance.now();
      take(withChanges(live.value, changes));
      desk.hear(changes.layers);
      patchNews.value = withPatchNews(patchNews.value, changes.patches);
      window.__gis = { ...window.__gis, updateMs: performance.now() - startMs };
    },
    onLink: (facts) => {
      link.value = facts;
      if (facts.isUp && outbox.value.length > 0) void sendWaiting();
    },
    // A refused hub may mean that the session ended: asking who we are says so, and the frame then shows the sign-in.
    onBreak: () => void gisApi.me().catch(() => undefined),
  });
  const tick = setInterval(() => tickClock(follower.clockOffsetMs), 1_000);
  const unwatch = watch(selection, (chosen) =>
    follower.setScope(scopeFor(chosen?.kind === 'thing' ? chosen.id : null)),
  );
  const hurry = (): void => follower.hurry();
  window.addEventListener('online', hurry);
  follower.setScope(scopeFor(selection.value?.kind === 'thing' ? selection.value.id : null));
  void follower.run();
  return () => {
    clearInterval(tick);
    desk.stop();
    unwatch();
    window.removeEventListener('online', hurry);
    follower.stop();
  };
}

const scopeFor = (thing: number | null): Scope => (thing === null ? {} : { detail: [thing] });

/** What tests wait for instead of time. */
function publish(model: LiveModel): void {
  window.__gis = {
    ...window.__gis,
    ready: true,
    seq: model.seq,
    things: model.things.size,
    alarms: model.alarms.size,
    incidents: model.incidents.size,
    units: model.units.size,
  };
}
