/** What the light in the top bar says. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live'; readonly delayMs: number }
  | { readonly kind: 'behind'; readonly delayMs: number }
  | { readonly kind: 'reconnecting'; readonly sinceMs: number; readonly attempt: number }
  | { readonly kind: 'offline'; readonly sinceMs: number; readonly attempt: number };

/** What the follower knows of its link. */
export interface LinkFacts {
  readonly isUp: boolean;
  /** When the last item arrived, and how old it was then. */
  readonly heardAtMs: number;
  readonly delayMs: number;
  readonly lostAtMs: number | null;
  readonly attempt: number;
}

export const noLink: LinkFacts = { isUp: false, heardAtMs: 0, delayMs: 0, lostAtMs: null, attempt: 0 };

/** Something is heard at least every 5 s (heartbeat); above that the picture is behind. */
const quietMs = 6_500;
const lateMs = 5_000;
const offlineAfterMs = 15_000;

export function connectionOf(link: LinkFacts, nowMs: number): Connection {
  if (!link.isUp) {
    if (link.lostAtMs === null) return { kind: 'connecting' };
    const kind = nowMs - link.lostAtMs > offlineAfterMs ? 'offline' : 'reconnecting';
    return { kind, sinceMs: link.lostAtMs, attempt: link.attempt };
  }
  const silentMs = nowMs - link.heardAtMs;
  if (silentMs > quietMs) return { kind: 'behind', delayMs: silentMs + link.delayMs };
  return { kind: link.delayMs > lateMs ? 'behind' : 'live', delayMs: link.delayMs };
}
