import type { Me, Role } from '../api/types';
import type { AreaTree } from './area-tree';

export type Act = 'alarm' | 'incident_from_alarm' | 'incident' | 'dispatch' | 'device' | 'device_access';

const rolesOf: Readonly<Record<Act, readonly Role[]>> = {
  alarm: ['inspector', 'commander'],
  incident_from_alarm: ['inspector', 'commander'],
  incident: ['commander'],
  dispatch: ['commander'],
  device: ['inspector', 'administrator'],
  device_access: ['administrator'],
};

const readers: readonly Role[] = ['inspector', 'commander', 'officer', 'administrator'];

/** The server decides; this only keeps controls off the screen that it would refuse. */
export const mayAct = (me: Me, act: Act, areaCode: string, areas: AreaTree): boolean =>
  me.grants.some((grant) => rolesOf[act].includes(grant.role) && areas.isWithin(areaCode, grant.areaCode));

export const mayActAnywhere = (me: Me, act: Act): boolean =>
  me.grants.some((grant) => rolesOf[act].includes(grant.role));

/** Whose work the patches of satellite images are; who may only look sees them without verdicts. */
export const mayLand = (me: Me): boolean => me.roles.some((role) => role === 'officer' || role === 'administrator');

/** Who may be sent to look at a patch on the ground. */
export const mayField = (me: Me): boolean => me.roles.some((role) => role === 'inspector' || role === 'officer');

export const mayRead = (me: Me): boolean => me.roles.some((role) => readers.includes(role));

export const startPlace = (me: Me): 'monitor' | 'command' =>
  me.roles.includes('commander') && !me.roles.includes('inspector') ? 'command' : 'monitor';
