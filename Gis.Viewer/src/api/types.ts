/** The server's words, as they come over the wire. Times are ISO 8601 in UTC; positions are lon, lat in degrees. */
export type Severity = 'red' | 'orange' | 'yellow' | 'blue' | 'notice';
export type ThingKind =
  'outfall_water' | 'outfall_gas' | 'air_station' | 'water_station' | 'noise_station' | 'water_meter' | 'camera';
export type Role = 'inspector' | 'commander' | 'officer' | 'administrator' | 'guest';
export type Grade = 1 | 2 | 3 | 4;
export type Origin = 'demo' | 'real';
export type IncidentState = 'open' | 'under_control' | 'closed';
export type OrderState =
  | 'issued'
  | 'sent'
  | 'acknowledged'
  | 'refused'
  | 'en_route'
  | 'staged'
  | 'on_scene'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'expired';
export type UnitState =
  | 'available'
  | 'off_duty'
  | 'out_of_service'
  | 'dispatched'
  | 'acknowledged'
  | 'en_route'
  | 'staged'
  | 'on_scene'
  | 'returning';
export type OrderKind = 'go' | 'monitor' | 'sample' | 'contain' | 'evacuate' | 'stand_down';

export interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Grant {
  readonly role: Role;
  readonly areaCode: string;
  readonly areaNameZh: string;
  readonly areaNameEn: string;
  readonly layers: readonly string[] | null;
}

export interface Me {
  readonly account: number;
  readonly name: string;
  readonly displayName: string;
  readonly language: string | null;
  readonly grants: readonly Grant[];
  readonly roles: readonly Role[];
  readonly home: (Named & { readonly areaCode: string; readonly bbox: Box | null }) | null;
  readonly demo: boolean;
  readonly province: (Named & { readonly code: string }) | null;
}

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

export interface Area extends Named {
  readonly code: string;
  readonly parent: string | null;
  readonly level: string;
  readonly lon: number | null;
  readonly lat: number | null;
}

export interface Property extends Named {
  readonly code: string;
  readonly short: string;
  readonly unit: string;
  readonly decimals: number;
}

export interface ThingRow extends Named {
  readonly id: number;
  readonly kind: ThingKind;
  readonly areaCode: string;
  readonly lon: number;
  readonly lat: number;
  readonly origin: Origin;
  readonly severity: Severity | null;
  readonly lastAt: string | null;
  readonly intervalS: number | null;
}

export interface Alarm {
  readonly id: number;
  readonly thingId: number;
  readonly thingKind: ThingKind;
  readonly thingNameZh: string;
  readonly thingNameEn: string;
  readonly areaCode: string;
  /** Null where the alarm is of the whole thing. */
  readonly property: string | null;
  readonly kind: string;
  readonly severity: Severity;
  readonly value: number | null;
  readonly limit: number | null;
  readonly ratio: number | null;
  readonly unit: string | null;
  readonly since: string;
  readonly raisedAt: string;
  readonly updatedAt: string;
  readonly clearedAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly assignee: string | null;
  readonly shelvedUntil: string | null;
  readonly falseAt: string | null;
  readonly history: boolean;
  readonly origin: Origin;
  readonly incidentId: number | null;
  readonly lon: number;
  readonly lat: number;
  readonly phenomenonTime: string;
  readonly periodS: number | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}

export interface LatestValue {
  readonly time: string;
  readonly value: number | null;
  readonly zsValue: number | null;
  readonly flag: string | null;
  readonly quality: number;
  readonly receivedAt: string;
}

export interface Datastream {
  readonly id: number;
  readonly property: string;
  readonly statistic: 'instant' | 'period';
  readonly periodS: number;
  readonly unit: string;
  readonly intervalS: number;
  readonly latest: LatestValue | null;
}

export interface Limit {
  readonly property: string;
  readonly periodS: number;
  readonly basis: string;
  readonly upper: number | null;
  readonly lower: number | null;
  readonly unit: string;
  readonly source: string;
  readonly validFrom: string;
}

export interface Thing extends Named {
  readonly id: number;
  readonly kind: ThingKind;
  readonly areaCode: string;
  readonly lon: number;
  readonly lat: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  readonly aliases: readonly { readonly scheme: string; readonly code: string }[];
  readonly datastreams: readonly Datastream[];
  readonly limits: readonly Limit[];
  readonly cameras: readonly (Named & { readonly id: number })[];
  readonly openAlarms: readonly Alarm[];
  readonly incidents: readonly Incident[];
}

/** Time in ms, value, device flag, quality. */
export type SeriesPoint = readonly [number, number | null, string | null, number];

export interface Series {
  readonly property: string;
  readonly unit: string;
  readonly periodS: number;
  readonly points: readonly SeriesPoint[];
  readonly limits: readonly {
    readonly upper: number | null;
    readonly lower: number | null;
    readonly from: string;
    readonly to: string | null;
    readonly source: string;
  }[];
  readonly truncated: boolean;
}

export interface VideoEvent {
  readonly id: number;
  readonly kind: string;
  readonly label: string | null;
  readonly confidence: number | null;
  readonly zone: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly source: string;
  readonly snapshot: string | null;
  readonly cameraId: number;
}

export interface Why {
  readonly alarm: Alarm;
  readonly limit: Limit | null;
  readonly value: (LatestValue & { readonly periodS: number | null; readonly statistic: string | null }) | null;
  readonly rule: { readonly code: string; readonly figures: Readonly<Record<string, number>> } | null;
  readonly events: readonly {
    readonly change: string;
    readonly at: string;
    readonly severity: Severity;
    readonly value: number | null;
    readonly ratio: number | null;
  }[];
  readonly actions: readonly {
    readonly action: string;
    readonly at: string;
    readonly by: string | null;
    readonly text: string | null;
    readonly until: string | null;
  }[];
}

export interface Incident {
  readonly id: number;
  readonly code: string;
  /** Null where nobody gave it one; `incidentTitle` then says what is known. */
  readonly title: string | null;
  readonly typeCode: string;
  readonly areaCode: string;
  readonly lon: number;
  readonly lat: number;
  readonly address: string | null;
  readonly grade: Grade | null;
  readonly state: IncidentState;
  readonly happenedAt: string;
  readonly reportedAt: string;
  readonly source: string;
  readonly alarmId: number | null;
  readonly alarmKind: string | null;
  readonly alarmProperty: string | null;
  readonly thingId: number | null;
  readonly thingNameZh: string | null;
  readonly thingNameEn: string | null;
  readonly origin: Origin;
  readonly updatedAt: string;
  readonly activeOrders: number;
  readonly reportDueAt: string | null;
}

export interface IncidentEvent {
  readonly id: number;
  readonly kind: string;
  readonly at: string;
  readonly by: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface OrderEvent {
  readonly state: OrderState;
  readonly at: string;
  readonly deviceAt: string | null;
  readonly source: string;
  readonly text: string | null;
  readonly outOfOrder: boolean;
}

export interface Order {
  readonly id: number;
  readonly code: string;
  readonly incidentId: number;
  readonly unitId: number;
  readonly callSign: string;
  readonly kind: OrderKind;
  readonly text: string;
  readonly lon: number;
  readonly lat: number;
  readonly dueAt: string | null;
  readonly issuedAt: string;
  readonly issuedBy: string | null;
  readonly state: OrderState;
  readonly stateAt: string;
  readonly stateText: string | null;
  readonly etaS: number | null;
  readonly events: readonly OrderEvent[];
}

export interface IncidentCard extends Incident {
  readonly timeline: readonly IncidentEvent[];
  readonly orders: readonly Order[];
}

export interface Recommendation extends Named {
  readonly unitId: number;
  readonly code: string;
  readonly callSign: string;
  readonly kind: string;
  readonly skills: readonly string[];
  readonly state: UnitState;
  readonly roadMetres: number | null;
  readonly etaS: number | null;
  readonly positionAt: string | null;
  readonly positionStale: boolean;
  readonly reasons: readonly { readonly code: string; readonly params: Readonly<Record<string, unknown>> | null }[];
  readonly route: readonly LonLatPair[] | null;
}

export type LonLatPair = readonly [number, number];

export interface Recommendations {
  readonly computedAt: string;
  readonly items: readonly Recommendation[];
}

export interface Unit extends Named {
  readonly id: number;
  readonly code: string;
  readonly callSign: string;
  readonly kind: string;
  readonly areaCode: string;
  readonly skills: readonly string[];
  readonly phone: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly speedMps: number | null;
  readonly headingDeg: number | null;
  readonly positionAt: string | null;
  readonly state: UnitState;
  readonly stateAt: string | null;
  readonly orderId: number | null;
  readonly incidentId: number | null;
  readonly origin: Origin;
}

export interface Route {
  readonly roadMetres: number;
  readonly seconds: number;
  readonly route: readonly LonLatPair[];
}

export interface MapLayer {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly geometryKind: 'point' | 'line' | 'polygon';
  readonly kind: 'stored' | 'live';
  readonly published: boolean;
  readonly approximate: boolean;
  readonly credit: string | null;
  readonly licence: string | null;
  readonly edition: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bbox: Box | null;
  readonly tiles: string;
}

export interface IncidentType extends Named {
  readonly code: string;
  /** Kinds of thing whose alarms lead to this type. */
  readonly thingKinds: readonly ThingKind[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** What a viewer asks the live log for. */
export interface Scope {
  readonly areas?: readonly string[];
  readonly kinds?: readonly ThingKind[];
  readonly detail?: readonly number[];
}

export interface Snapshot {
  readonly seq: number;
  readonly at: string;
  readonly things: readonly ThingRow[];
  readonly alarms: readonly Alarm[];
  readonly incidents: readonly Incident[];
  readonly units: readonly Unit[];
}

/** Datastream, thing, time in ms, value, value at standard oxygen, flag, quality. */
export type ValueRow = readonly [number, number, number, number | null, number | null, string | null, number];

export interface Changes {
  readonly type: 'changes';
  readonly seq: number;
  readonly at: string;
  readonly things: readonly (readonly [number, number | null, Severity | null])[];
  readonly values: readonly ValueRow[];
  readonly alarms: readonly Alarm[];
  readonly incidents: readonly Incident[];
  readonly units: readonly Unit[];
  readonly removed: { readonly alarms: readonly number[]; readonly incidents: readonly number[] };
  readonly thingRows: readonly ThingRow[];
}

export type FollowItem =
  | Changes
  | { readonly type: 'snapshot-needed' }
  | { readonly type: 'heartbeat'; readonly seq: number; readonly at: string };
