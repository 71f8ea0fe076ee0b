import { describe, expect, it } from 'vitest';
import type { Changes, FollowItem, Scope, Snapshot } from '../api/types';
import { someChanges } from '../../testing/samples';
import type { LinkFacts } from '../state/connection';
import type { HubLink } from './hub-link';
import { LiveFollower } from './live-follower';

const at = '2026-11-22T06:00:00Z';
const snapshot = (seq: number): Snapshot => ({ seq, at, things: [], alarms: [], incidents: [], units: [] });
const changes = (seq: number): Changes => someChanges({ seq, at });

/** A hub that plays one script a stream; a script that ends with an error breaks the link. */
class ScriptedHub {
  readonly asked: { seq: number; scope: Scope }[] = [];
  snapshots = 0;
  starts = 0;

  constructor(
    private readonly scripts: (FollowItem | Error | 'hold')[][],
    private readonly snapshotSeqs: number[],
  ) {}

  readonly connect = (): HubLink => ({
    start: () => {
      this.starts++;
      return this.scripts.length > 0 ? Promise.resolve() : Promise.reject(new Error('gone'));
    },
    stop: () => Promise.resolve(),
    snapshot: () => Promise.resolve(snapshot(this.snapshotSeqs[this.snapshots++] ?? 0)),
    follow: (seq, scope, onItem) => {
      this.asked.push({ seq, scope });
      const script = this.scripts.shift() ?? [];
      let cancel = (): void => undefined;
      const done = new Promise<void>((resolve, reject) => {
        cancel = resolve;
        queueMicrotask(() => {
          for (const item of script) {
            if (item === 'hold') return;
            if (item instanceof Error) return reject(item);
            onItem(item);
          }
          resolve();
        });
      });
      return { done, cancel: () => cancel() };
    },
  });
}

function follow(hub: ScriptedHub, until: (seen: FollowItem[], follower: LiveFollower) => void) {
  const seen: FollowItem[] = [];
  const links: LinkFacts[] = [];
  const follower: LiveFollower = new LiveFollower(
    hub.connect,
    {
      onSnapshot: () => until(seen, follower),
      onChanges: (item) => {
        seen.push(item);
        until(seen, follower);
      },
      onLink: (link) => links.push(link),
      onBreak: () => undefined,
    },
    { retryMs: 0, now: () => Date.parse(at), wait: () => new Promise((resolve) => setTimeout(resolve)) },
  );
  return { run: follower.run(), seen, links, follower };
}

describe('the live follower', () => {
  it('goes on from the last seq after the link broke, without a new snapshot', async () => {
    const hub = new ScriptedHub(
      [
        [changes(11), new Error('cut')],
        [changes(12), 'hold'],
      ],
      [10],
    );

    const { run, links } = follow(hub, (seen, follower) => seen.length === 2 && follower.stop());
    await run;

    expect(hub.asked.map((ask) => ask.seq)).toEqual([10, 11]);
    expect(hub.snapshots).toBe(1);
    expect(links.some((link) => !link.isUp && link.attempt === 1)).toBe(true);
    expect(links.at(-1)?.isUp).toBe(true);
  });

  it('takes a new snapshot when the log no longer reaches back', async () => {
    const hub = new ScriptedHub([[{ type: 'snapshot-needed' }], [changes(91), 'hold']], [10, 90]);

    const { run } = follow(hub, (seen, follower) => seen.length === 1 && follower.stop());
    await run;

    expect(hub.snapshots).toBe(2);
    expect(hub.asked.map((ask) => ask.seq)).toEqual([10, 90]);
  });

  it('follows anew with a new scope from the same seq', async () => {
    const hub = new ScriptedHub(
      [
        [changes(11), 'hold'],
        [changes(12), 'hold'],
      ],
      [10],
    );

    const { run } = follow(hub, (seen, follower) => {
      if (seen.length === 1) follower.setScope({ detail: [7] });
      if (seen.length === 2) follower.stop();
    });
    await run;

    expect(hub.asked[1]).toEqual({ seq: 11, scope: { detail: [7] } });
  });

  it('never gives up', async () => {
    const hub = new ScriptedHub([], []);

    const { run, follower } = follow(hub, () => undefined);
    while (hub.starts < 25) await new Promise((resolve) => setTimeout(resolve));
    follower.stop();
    await run;

    expect(hub.starts).toBeGreaterThanOrEqual(25);
  });
});
