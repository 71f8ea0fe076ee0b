import type { Changes, FollowItem, Scope, Snapshot } from '../api/types';
import { noLink, type LinkFacts } from '../state/connection';
import type { HubLink } from './hub-link';

export interface FollowerEvents {
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onChanges: (changes: Changes) => void;
  readonly onLink: (link: LinkFacts) => void;
  /** Each time the link cannot be made or breaks: the session may have ended. */
  readonly onBreak: (trouble: unknown) => void;
}

interface FollowerSettings {
  readonly retryMs: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

const standard: FollowerSettings = {
  retryMs: 2_000,
  now: () => Date.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** A clock that is less than this off is taken as right, so that a real delay shows as one. */
const clockSlackMs = 2_000;

/**
 * Snapshot, then the log, for ever: a broken link is made again every two seconds and goes on from the last seq;
 * when the server says that its log no longer reaches back that far, a new snapshot is taken.
 */
export class LiveFollower {
  #seq = 0;
  #scope: Scope = {};
  #stopped = false;
  #link: LinkFacts = noLink;
  #clockOffsetMs = -Infinity;
  #cancel: (() => void) | null = null;
  #wake: (() => void) | null = null;

  constructor(
    private readonly connect: () => HubLink,
    private readonly events: FollowerEvents,
    private readonly settings: FollowerSettings = standard,
  ) {}

  /** Server time minus ours, where ours is off by more than a delay would explain. */
  get clockOffsetMs(): number {
    return Math.abs(this.#clockOffsetMs) < clockSlackMs || !Number.isFinite(this.#clockOffsetMs)
      ? 0
      : this.#clockOffsetMs;
  }

  /** The stream is taken anew with the new scope from the same seq. */
  setScope(scope: Scope): void {
    this.#scope = scope;
    this.#cancel?.();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#wake?.();
  }

  /** Do not wait for the next try: the browser says that the network is back. */
  hurry(): void {
    this.#wake?.();
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      const hub = this.connect();
      try {
        await hub.start();
        await this.#followUntilStopped(hub);
      } catch (trouble) {
        if (!this.#stopped) this.#lost(trouble);
      }
      await hub.stop().catch((trouble: unknown) => this.events.onBreak(trouble));
      if (!this.#stopped) await this.#pause();
    }
  }

  async #followUntilStopped(hub: HubLink): Promise<void> {
    while (!this.#stopped) {
      if (this.#seq === 0) await this.#takeSnapshot(hub);
      const scope = this.#scope;
      let needsSnapshot = false;
      const stream = hub.follow(this.#seq, scope, (item) => {
        if (item.type === 'snapshot-needed') {
          needsSnapshot = true;
          stream.cancel();
        } else {
          this.#take(item);
        }
      });
      this.#cancel = stream.cancel;
      await stream.done;
      this.#cancel = null;
      if (needsSnapshot) {
        this.#seq = 0;
      } else if (scope === this.#scope && !this.#stopped) {
        // Rights may have changed: what is known is taken anew.
        this.#seq = 0;
        throw new Error('The server ended the stream.');
      }
    }
  }

  async #takeSnapshot(hub: HubLink): Promise<void> {
    const snapshot = await hub.snapshot(this.#scope);
    this.#seq = snapshot.seq;
    this.events.onSnapshot(snapshot);
    this.#heard(snapshot.at);
  }

  #take(item: Exclude<FollowItem, { type: 'snapshot-needed' }>): void {
    this.#seq = Math.max(this.#seq, item.seq);
    this.#heard(item.at);
    if (item.type === 'changes') this.events.onChanges(item);
  }

  #heard(at: string): void {
    const nowMs = this.settings.now();
    const atMs = Date.parse(at);
    this.#clockOffsetMs = Math.max(this.#clockOffsetMs, atMs - nowMs);
    const delayMs = Math.max(0, nowMs + this.clockOffsetMs - atMs);
    this.#tell({ isUp: true, heardAtMs: nowMs, delayMs, lostAtMs: null, attempt: 0 });
  }

  #lost(trouble: unknown): void {
    const { lostAtMs, attempt } = this.#link;
    this.#tell({ ...this.#link, isUp: false, lostAtMs: lostAtMs ?? this.settings.now(), attempt: attempt + 1 });
    this.events.onBreak(trouble);
  }

  #tell(link: LinkFacts): void {
    this.#link = link;
    this.events.onLink(link);
  }

  async #pause(): Promise<void> {
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    await Promise.race([this.settings.wait(this.settings.retryMs), woken]);
    this.#wake = null;
  }
}
