import { onBeforeUnmount, watch, type WatchSource } from 'vue';
import { gisApi } from '../api/gis-api';
import type { LonLatPair, Order } from '../api/types';
import { routesOnMap } from '../state/map-commands';
import { isAccepted, isUnderWay } from '../state/order-track';
import { live } from '../state/workspace';

/** Draws the ways of the orders under way: asked for once an order, drawn from where the unit is now, gone with the card. */
export function useOrderRoutes(orders: WatchSource<readonly Order[]>): void {
  const known = new Map<number, readonly LonLatPair[]>();

  async function draw(now: readonly Order[]): Promise<void> {
    const driving = now.filter(isUnderWay);
    for (const order of driving) {
      const unit = live.value.units.get(order.unitId);
      if (known.has(order.id) || !unit || unit.lon === null || unit.lat === null) continue;
      // Without a road the plate alone shows where the unit is.
      const found = await gisApi.route(unit.lon, unit.lat, order.lon, order.lat).catch(() => null);
      if (found) known.set(order.id, found.route);
    }
    routesOnMap.value = [
      ...routesOnMap.value.filter((route) => route.id.startsWith('wish')),
      ...driving.flatMap((order) => {
        const route = known.get(order.id);
        return route
          ? [{ id: `order${order.id}`, route, unitId: order.unitId, isAccepted: isAccepted(order.state) }]
          : [];
      }),
    ];
  }

  watch(orders, (now) => void draw(now), { immediate: true });
  onBeforeUnmount(() => (routesOnMap.value = []));
}
