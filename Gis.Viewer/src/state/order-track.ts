import type { Order, OrderState } from '../api/types';

export interface TrackStep {
  readonly state: OrderState;
  readonly look: 'done' | 'now' | 'ahead' | 'ended';
  readonly at: string | null;
}

const road: readonly OrderState[] = ['issued', 'acknowledged', 'en_route', 'on_scene', 'done'];
const active: readonly OrderState[] = ['issued', 'sent', 'acknowledged', 'en_route', 'staged', 'on_scene'];
const rank: Readonly<Partial<Record<OrderState, number>>> = {
  issued: 0,
  sent: 0,
  acknowledged: 1,
  en_route: 2,
  staged: 2,
  on_scene: 3,
  done: 4,
};

export const isActive = (state: OrderState): boolean => active.includes(state);
/** Its unit has still to arrive. */
export const isUnderWay = ({ kind, state }: Pick<Order, 'kind' | 'state'>): boolean =>
  kind !== 'stand_down' && ['issued', 'sent', 'acknowledged', 'en_route'].includes(state);
export const isAccepted = (state: OrderState): boolean => (rank[state] ?? 0) >= 1;

/** The road of an order: what is behind it, where it stands, what is ahead; a bad end closes it where it happened. */
export function orderTrack(order: Pick<Order, 'state' | 'stateAt' | 'events'>): TrackStep[] {
  const at = (state: OrderState): string | null => order.events.find((event) => event.state === state)?.at ?? null;
  const reached = rank[order.state];
  if (reached === undefined) {
    const before = road.filter((state) => state === 'issued' || at(state) !== null);
    return [
      ...before.map((state): TrackStep => ({ state, look: 'done', at: at(state) })),
      { state: order.state, look: 'ended', at: order.stateAt },
    ];
  }
  return road.map((state, i): TrackStep => ({
    state: i === 0 && order.state === 'sent' ? 'sent' : state,
    look: i < reached ? 'done' : i === reached ? 'now' : 'ahead',
    at: at(state),
  }));
}

/** What a commander may record by radio next; a jump is allowed, a step back is not offered. */
export function nextStates(state: OrderState): OrderState[] {
  const from = rank[state] ?? 0;
  const onward = (['acknowledged', 'en_route', 'staged', 'on_scene', 'done'] as const).filter(
    (one) => (rank[one] ?? 0) > from || (one === 'staged' && state === 'en_route'),
  );
  return [...onward, ...(from < 1 ? (['refused'] as const) : []), 'failed'];
}
