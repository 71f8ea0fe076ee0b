import { HubConnectionBuilder, LogLevel, HttpTransportType } from '@microsoft/signalr';
import type { FollowItem, Scope, Snapshot } from '../api/types';

/** One connection to the live hub. The follower knows no more of it than this, so that a test can be one. */
export interface HubLink {
  start(): Promise<void>;
  snapshot(scope: Scope): Promise<Snapshot>;
  /** Ends without error when the server completes the stream. */
  follow(seq: number, scope: Scope, onItem: (item: FollowItem) => void): { done: Promise<void>; cancel: () => void };
  stop(): Promise<void>;
}

export function signalRLink(url = '/hubs/live'): HubLink {
  const connection = new HubConnectionBuilder()
    .withUrl(url, { transport: HttpTransportType.WebSockets | HttpTransportType.LongPolling })
    .withServerTimeout(15_000)
    .withKeepAliveInterval(5_000)
    .configureLogging(LogLevel.None)
    .build();
  return {
    start: () => connection.start(),
    snapshot: (scope) => connection.invoke<Snapshot>('Snapshot', scope),
    follow: (seq, scope, onItem) => {
      let cancel = (): void => undefined;
      const done = new Promise<void>((resolve, reject) => {
        const stream = connection.stream<FollowItem>('Follow', seq, scope);
        const subscription = stream.subscribe({ next: onItem, complete: resolve, error: reject });
        cancel = () => {
          subscription.dispose();
          resolve();
        };
      });
      return { done, cancel: () => cancel() };
    },
    stop: () => connection.stop(),
  };
}
