/**
 * The server's words. Times are ISO 8601 in UTC; positions are lon, lat in degrees.
 * What its routes answer is made from its OpenAPI document (`npm run api`); what the hub streams stands in no such document and is written out here.
 */
import type {
  AlarmRow,
  IncidentRow,
  MyGrant,
  OrderRow,
  PatchMeasure,
  Series as SeriesAnswer,
  ThingRow,
  UnitRow,
} from './schema';

export type {
  AccessItem as DeviceAccess,
  AccessRequestRow as LayerRequest,
  AlarmRow as Alarm,
  AlarmWhy as Why,
  AreaItem as Area,
  CommandRow as DeviceCommand,
  CatalogueEntry,
  Consumption,
  ConsumptionItem,
  CreateIncidentRequest as NewIncident,
  DatastreamItem as Datastream,
  DeliveryCard as Deliveries,
  DeliveryDay,
  DeviceCard as Device,
  EditionList,
  EditionReport,
  FieldCheck,
  FieldCheckRequest,
  FieldFile,
  FieldGround,
  FieldTask,
  FieldTasks,
  PhotoRow,
  FieldWish,
  FindableLayer,
  GapAsk,
  GapItem as DeliveryGap,
  GapsAsked,
  ImageScene,
  ImportPreview,
  ImportState,
  ImportWish,
  IncidentCard,
  IncidentRow as Incident,
  IncidentType,
  IssueOrderRequest as NewOrder,
  LatestItem as LatestValue,
  LayerGrantRow as LayerGrant,
  LayerSettings,
  LayerEdition,
  ProposedSubLayer,
  RowRemark,
  LayerUsage,
  LayerValues,
  LimitItem as Limit,
  LineItem as DeviceLine,
  MapLayer,
  Me,
  MyGrant as Grant,
  OrderEventRow as OrderEvent,
  OrderRow as Order,
  AddMeasureRequest,
  CaseCard,
  EarlierPatch,
  FileCaseRequest,
  LifeHappening,
  LifePatch,
  MeasureDoneRequest,
  MeasureOrderWish,
  MeasurePhoto,
  PatchMeasure,
  ProveRequest,
  PatchBatchRow as PatchBatch,
  PatchCard,
  PatchCodes,
  PatchHappening,
  PatchMoveRequest,
  PatchOverlap,
  PatchReason,
  PatchRow,
  PatchVerdict,
  PropertyItem as Property,
  RankedArea,
  RankedThing,
  RecommendationItem as Recommendation,
  RecommendationList as Recommendations,
  RecordEdit,
  RecordWords,
  RouteAnswer as Route,
  SendCommandRequest as NewDeviceCommand,
  SetAccessRequest as SetDeviceAccess,
  ClassesThen,
  ContradictionRow as Contradiction,
  ContradictionRun,
  ThemeRow,
  ForestBalance,
  ForestLoss,
  PatchFigures,
  PatchStatistics,
  LifeStep,
  ParcelCard,
  SheetCard as Sheet,
  SheetProgramme,
  SheetScaleProgress,
  SheetWish,
  StyleRow as LayerStyle,
  StyleRowList as LayerStyles,
  StyleVersionRow as LayerStyleVersion,
  ThingCard as Thing,
  ThingRow,
  TimelineItem as IncidentEvent,
  UnitRow as Unit,
  VideoItem as VideoEvent,
} from './schema';

/** How a style is to be, as a whole; its layers are those of the MapLibre style specification. */
export interface StyleWish {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly isDefault: boolean;
  readonly layers: readonly unknown[];
}

export type Severity = AlarmRow['severity'];
export type ThingKind = ThingRow['kind'];
export type Role = MyGrant['role'];
export type Grade = NonNullable<IncidentRow['grade']>;
export type Origin = ThingRow['origin'];
export type IncidentState = IncidentRow['state'];
export type OrderState = OrderRow['state'];
export type OrderKind = OrderRow['kind'];
export type UnitState = UnitRow['state'];
export type Named = Pick<ThingRow, 'nameZh' | 'nameEn'>;

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];
export type LonLatPair = readonly [number, number];

export type MeasureKind = PatchMeasure['kind'];
/** Detections of changes, and what is asked of them. */
export type { ChangeImage, ChangeJob, ChangeJobWish } from './schema';

/** A page of patches, with how many stand in each list. */
export type { PatchPage } from './schema';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Time in ms, value, device flag, quality; of a roll-up also the least and greatest value, how many may be judged, and how many there are. */
export type SeriesPoint =
  | readonly [number, number | null, string | null, number]
  | readonly [number, number | null, string | null, number, number | null, number | null, number, number];
export type Series = Omit<SeriesAnswer, 'points'> & { readonly points: readonly SeriesPoint[] };

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
  readonly alarms: readonly AlarmRow[];
  readonly incidents: readonly IncidentRow[];
  readonly units: readonly UnitRow[];
}

/** Datastream, thing, time in ms, value, value at standard oxygen, flag, quality. */
export type ValueRow = readonly [number, number, number, number | null, number | null, string | null, number];

export interface Changes {
  readonly type: 'changes';
  readonly seq: number;
  readonly at: string;
  readonly things: readonly (readonly [number, number | null, Severity | null])[];
  readonly values: readonly ValueRow[];
  readonly alarms: readonly AlarmRow[];
  readonly incidents: readonly IncidentRow[];
  readonly units: readonly UnitRow[];
  readonly removed: { readonly alarms: readonly number[]; readonly incidents: readonly number[] };
  readonly thingRows: readonly ThingRow[];
  /** Things about whose devices there is news. */
  readonly devices: readonly number[];
  /** Layers of the catalogue of which there is news. */
  readonly layers: readonly string[];
  /** Change patches of which there is news; what it is must be asked for. */
  readonly patches: readonly {
    readonly id: number;
    readonly revision: number;
    readonly kind: string | null;
    readonly assignee: number | null;
    readonly turn: string | null;
  }[];
}

export type FollowItem =
  | Changes
  | { readonly type: 'snapshot-needed' }
  | { readonly type: 'heartbeat'; readonly seq: number; readonly at: string };

/** A verdict as a person gives it: on the ground of which revision, and what was looked at. */
export interface JudgeWish {
  readonly verdict: string;
  readonly reason: string | null;
  readonly checklist: Readonly<Record<string, boolean>>;
  readonly revision: number;
}
