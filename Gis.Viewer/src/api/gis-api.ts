import { get, getFile, post, put, remove, withQuery, type Query } from './http';
import type {
  Alarm,
  Area,
  CatalogueEntry,
  Consumption,
  Contradiction,
  ContradictionRun,
  ThemeRow,
  Deliveries,
  Device,
  DeviceCommand,
  EditionList,
  EditionReport,
  FindableLayer,
  ForestBalance,
  GapsAsked,
  ImageScene,
  ImportPreview,
  ImportState,
  ImportWish,
  Incident,
  IncidentCard,
  IncidentType,
  LayerGrant,
  LayerRequest,
  LayerSettings,
  LayerStyleVersion,
  LayerStyles,
  LayerUsage,
  LayerValues,
  MapLayer,
  Me,
  NewDeviceCommand,
  NewIncident,
  NewOrder,
  Order,
  OrderState,
  Page,
  ParcelCard,
  PatchCard,
  PatchCodes,
  PatchMoveRequest,
  PatchPage,
  PatchStatistics,
  Property,
  RankedArea,
  RankedThing,
  Recommendations,
  RecordEdit,
  Route,
  Series,
  SetDeviceAccess,
  Sheet,
  SheetProgramme,
  SheetScaleProgress,
  SheetWish,
  StyleWish,
  Thing,
  VideoEvent,
  Why,
} from './types';
import { upload } from './upload';
import type { Feature, FeatureCollection } from 'geojson';
import type { AddMeasureRequest, FileCaseRequest, JudgeWish, MeasureDoneRequest, ProveRequest } from './types';

/** Every route the viewer uses, by what a person does. */
export const gisApi = {
  signIn: (name: string, password: string) => post<Me>('/api/session', { name, password }),
  signInByLink: (token: string) => post<Me>('/api/session/link', { token }),
  signOut: () => remove('/api/session'),
  me: () => get<Me>('/api/me'),

  areas: () => get<Page<Area>>('/api/areas'),
  properties: () => get<Page<Property>>('/api/properties'),
  incidentTypes: () => get<Page<IncidentType>>('/api/incident-types'),
  mapLayers: () => get<Page<MapLayer>>('/api/map/layers'),

  imageScenes: (bbox: readonly number[], signal?: AbortSignal) =>
    get<Page<ImageScene>>('/api/image-scenes', { bbox: bbox.map((edge) => edge.toFixed(6)).join(',') }, signal),

  patches: (query: Query, signal?: AbortSignal) => get<PatchPage>('/api/patches', query, signal),
  patchCodes: (signal?: AbortSignal) => get<PatchCodes>('/api/patch-codes', {}, signal),
  patch: (id: number, signal?: AbortSignal) => get<PatchCard>(`/api/patches/${id}`, {}, signal),
  judgePatch: (id: number, wish: JudgeWish) => post<PatchCard>(`/api/patches/${id}/verdict`, wish),
  sendPatchOn: (id: number, wish: PatchMoveRequest) => post<PatchCard>(`/api/patches/${id}/send-on`, wish),
  sendPatchBack: (id: number, wish: PatchMoveRequest) => post<PatchCard>(`/api/patches/${id}/send-back`, wish),
  filePatchCase: (id: number, wish: FileCaseRequest) => post<PatchCard>(`/api/patches/${id}/case`, wish),
  addPatchMeasure: (id: number, wish: AddMeasureRequest) => post<PatchCard>(`/api/patches/${id}/measures`, wish),
  patchMeasureDone: (id: number, measure: number, wish: MeasureDoneRequest) =>
    post<PatchCard>(`/api/patches/${id}/measures/${measure}/done`, wish),
  provePatchCase: (id: number, wish: ProveRequest) => post<PatchCard>(`/api/patches/${id}/prove`, wish),
  patchEvidence: (id: number, form: 'pdf' | 'zip') => getFile(`/api/patches/${id}/evidence.${form}`),
  undoPatch: (id: number, revision: number) => post<PatchCard>(`/api/patches/${id}/undo`, { revision }),
  /** Features of a layer in a box, for outlines over pictures. */
  featuresIn: (layer: string, bbox: readonly number[], limit: number, signal?: AbortSignal) =>
    get<FeatureCollection>(
      `/ogc/collections/${layer}/items`,
      { bbox: bbox.map((edge) => edge.toFixed(6)).join(','), limit, f: 'json' },
      signal,
    ),

  layers: (query: Query, signal?: AbortSignal) => get<Page<CatalogueEntry>>('/api/layers', query, signal),
  layerUsage: (id: string, signal?: AbortSignal) => get<LayerUsage>(`/api/layers/${id}/usage`, {}, signal),
  saveRecord: (id: string, record: RecordEdit) => put<void>(`/api/layers/${id}/record`, record),
  layerSettings: (id: string, signal?: AbortSignal) => get<LayerSettings>(`/api/layers/${id}/settings`, {}, signal),
  saveLayerSettings: (id: string, settings: LayerSettings) => put<void>(`/api/layers/${id}/settings`, settings),
  layerGrants: (layer: string, signal?: AbortSignal) => get<Page<LayerGrant>>('/api/layer-grants', { layer }, signal),
  giveLayer: (layer: string, account: string, areaCode: string, days: number) =>
    post<LayerGrant>('/api/layer-grants', { layer, account, areaCode, days }),
  endLayerGrant: (id: number, layer: string, text: string) =>
    post<void>(`/api/layer-grants/${id}/revoke`, { layer, text }),
  layerFields: (id: string, signal?: AbortSignal) =>
    get<{ readonly properties: Readonly<Record<string, { readonly type?: string; readonly format?: string }>> }>(
      `/ogc/collections/${id}/queryables`,
      { f: 'json' },
      signal,
    ),
  layerValues: (id: string, property: string, signal?: AbortSignal) =>
    get<LayerValues>(`/api/layers/${id}/values`, { property }, signal),
  layerStyles: (id: string, signal?: AbortSignal) => get<LayerStyles>(`/api/layers/${id}/styles`, {}, signal),
  styleVersions: (id: string, style: string, signal?: AbortSignal) =>
    get<Page<LayerStyleVersion>>(`/api/layers/${id}/styles/${style}/versions`, {}, signal),
  /** @param version That is changed; 0: there is none yet. */
  saveStyle: (id: string, style: string, wish: StyleWish, version: number) =>
    put<void>(`/api/layers/${id}/styles/${style}`, wish, version > 0 ? `"${version}"` : undefined),
  retireStyle: (id: string, style: string, version: number) =>
    remove(`/api/layers/${id}/styles/${style}`, `"${version}"`),
  uploadLayer: (file: File, sent: (share: number) => void, signal: AbortSignal) =>
    upload<ImportState>(withQuery('/api/layer-imports', { name: file.name }), file, sent, signal),
  layerImport: (id: string, layer: string | null, signal?: AbortSignal) =>
    get<ImportState>(`/api/layer-imports/${id}`, { layer }, signal),
  readLayerAgain: (id: string, encoding: string) =>
    post<ImportState>(`/api/layer-imports/${id}/encoding`, { encoding }),
  previewImport: (id: string, wish: ImportWish) => post<ImportPreview>(`/api/layer-imports/${id}/preview`, wish),
  startImport: (id: string, wish: ImportWish) => post<ImportState>(`/api/layer-imports/${id}/start`, wish),
  cancelImport: (id: string) => post<ImportState>(`/api/layer-imports/${id}/cancel`),
  forgetImport: (id: string) => remove(`/api/layer-imports/${id}`),
  editions: (layer: string, signal?: AbortSignal) => get<EditionList>(`/api/layers/${layer}/editions`, {}, signal),
  showEdition: (layer: string, edition: number, reason: string) =>
    post<EditionList>(`/api/layers/${layer}/editions/${edition}/show`, { reason }),
  editionReport: (layer: string, edition: number, signal?: AbortSignal) =>
    get<EditionReport>(`/api/layers/${layer}/editions/${edition}/report`, {}, signal),
  editionReportCsv: (layer: string, edition: number) =>
    withQuery(`/api/layers/${layer}/editions/${edition}/report`, { f: 'csv' }),
  findableLayers: (signal?: AbortSignal) => get<Page<FindableLayer>>('/api/findable-layers', {}, signal),
  layerRequests: (signal?: AbortSignal) => get<Page<LayerRequest>>('/api/layer-requests', { limit: 500 }, signal),
  askForLayer: (layer: string, areaCode: string, reason: string, days: number) =>
    post<LayerRequest>('/api/layer-requests', { layer, areaCode, reason, days }),
  grantLayer: (id: number, days: number, text: string) =>
    post<LayerRequest>(`/api/layer-requests/${id}/grant`, { days, text: text || null }),
  refuseLayer: (id: number, text: string) => post<LayerRequest>(`/api/layer-requests/${id}/refuse`, { text }),
  revokeLayer: (id: number, text: string) => post<LayerRequest>(`/api/layer-requests/${id}/revoke`, { text }),
  withdrawLayer: (id: number) => post<LayerRequest>(`/api/layer-requests/${id}/withdraw`),

  sheetProgress: (signal?: AbortSignal) => get<Page<SheetScaleProgress>>('/api/sheet-progress', {}, signal),
  sheetProgramme: (area: string) => get<SheetProgramme>(`/api/sheet-programmes/${area}`),
  enterSheetProgramme: (area: string, programme: SheetProgramme) =>
    put<SheetProgramme>(`/api/sheet-programmes/${area}`, programme),
  sheet: (code: string, signal?: AbortSignal) => get<Sheet>(`/api/sheets/${code}`, {}, signal),
  saySheet: (code: string, wish: SheetWish) => post<Sheet>(`/api/sheets/${code}/state`, wish),

  landParcel: (id: number, query: Query, signal?: AbortSignal) =>
    get<ParcelCard>(`/api/land/parcels/${id}`, query, signal),
  landAt: (query: Query, signal?: AbortSignal) => get<ParcelCard>('/api/land/at', query, signal),
  landContradictions: (query: Query, signal?: AbortSignal) =>
    get<Page<Contradiction>>('/api/land/contradictions', query, signal),

  landContradictionRuns: (signal?: AbortSignal) =>
    get<Page<ContradictionRun>>('/api/land/contradiction-runs', { limit: 20 }, signal),
  landThemes: (signal?: AbortSignal) => get<Page<ThemeRow>>('/api/land/themes', undefined, signal),
  lookForContradictions: (areaCode: string) => post<ContradictionRun>('/api/land/contradiction-runs', { areaCode }),
  forestBalance: (query: Query, signal?: AbortSignal) => get<ForestBalance>('/api/land/forest-balance', query, signal),
  patchStatistics: (query: Query, signal?: AbortSignal) => get<PatchStatistics>('/api/patch-statistics', query, signal),
  patchStatisticsFile: (form: 'csv' | 'xlsx', query: Query) =>
    getFile(withQuery(`/api/patch-statistics.${form}`, query)),
  feature: (layer: string, id: number, signal?: AbortSignal) =>
    get<Feature>(`/ogc/collections/${layer}/items/${id}`, { f: 'json' }, signal),

  thing: (id: number, signal?: AbortSignal) => get<Thing>(`/api/things/${id}`, {}, signal),
  series: (id: number, query: Query, signal?: AbortSignal) => get<Series>(`/api/things/${id}/series`, query, signal),
  seriesCsv: (id: number, query: Query) => withQuery(`/api/things/${id}/series.csv`, query),
  consumption: (id: number, query: Query, signal?: AbortSignal) =>
    get<Consumption>(`/api/things/${id}/consumption`, query, signal),
  video: (id: number, signal?: AbortSignal) => get<Page<VideoEvent>>(`/api/things/${id}/video`, {}, signal),
  device: (id: number, signal?: AbortSignal) => get<Device>(`/api/things/${id}/device`, {}, signal),
  deviceCommands: (id: number, limit: number, signal?: AbortSignal) =>
    get<Page<DeviceCommand>>(`/api/things/${id}/commands`, { limit }, signal),
  tellDevice: (id: number, wish: NewDeviceCommand) => post<DeviceCommand>(`/api/things/${id}/commands`, wish),
  setDeviceAccess: (id: number, access: SetDeviceAccess) => put<void>(`/api/things/${id}/hj212-access`, access),

  deliveries: (id: number, query: Query, signal?: AbortSignal) =>
    get<Deliveries>(`/api/things/${id}/deliveries`, query, signal),
  requestGaps: (id: number, from: string, to: string) =>
    post<GapsAsked>(`/api/things/${id}/gap-requests`, { from, to }),
  rankDeliveries: (query: Query, signal?: AbortSignal) => get<Page<RankedThing>>('/api/deliveries', query, signal),
  rankDeliveriesCsv: (query: Query) => withQuery('/api/deliveries.csv', query),
  rankDeliveryAreas: (query: Query, signal?: AbortSignal) =>
    get<readonly RankedArea[]>('/api/deliveries/areas', query, signal),

  alarms: (query: Query, signal?: AbortSignal) => get<Page<Alarm>>('/api/alarms', query, signal),
  why: (id: number, signal?: AbortSignal) => get<Why>(`/api/alarms/${id}/why`, {}, signal),
  acknowledge: (id: number, comment?: string) =>
    post<Alarm>(`/api/alarms/${id}/acknowledge`, comment ? { comment } : {}),
  comment: (id: number, text: string) => post<Alarm>(`/api/alarms/${id}/comment`, { text }),
  assign: (id: number, account: number) => post<Alarm>(`/api/alarms/${id}/assign`, { account }),
  shelve: (id: number, until: string) => post<Alarm>(`/api/alarms/${id}/shelve`, { until }),
  unshelve: (id: number) => post<Alarm>(`/api/alarms/${id}/unshelve`),
  markFalse: (id: number, text: string) => post<Alarm>(`/api/alarms/${id}/mark-false`, { text }),

  incident: (id: number, signal?: AbortSignal) => get<IncidentCard>(`/api/incidents/${id}`, {}, signal),
  makeIncident: (wish: NewIncident) => post<Incident>('/api/incidents', wish),
  grade: (id: number, grade: number, ground: string) => post<Incident>(`/api/incidents/${id}/grade`, { grade, ground }),
  note: (id: number, text: string) => post<Incident>(`/api/incidents/${id}/note`, { text }),
  underControl: (id: number, text: string) => post<Incident>(`/api/incidents/${id}/under-control`, { text }),
  close: (id: number, text: string) => post<Incident>(`/api/incidents/${id}/close`, { text }),
  reopen: (id: number, text: string) => post<Incident>(`/api/incidents/${id}/reopen`, { text }),
  recommendations: (id: number, signal?: AbortSignal) =>
    get<Recommendations>(`/api/incidents/${id}/recommendations`, {}, signal),
  order: (incident: number, wish: NewOrder) => post<Order>(`/api/incidents/${incident}/orders`, wish),
  cancelOrder: (id: number, text: string) => post<Order>(`/api/orders/${id}/cancel`, { text }),
  recordOrderState: (id: number, state: OrderState, text: string) =>
    post<Order>(`/api/orders/${id}/state`, { state, text }),
  standDown: (unit: number, text: string) => post<unknown>(`/api/units/${unit}/stand-down`, { text }),
  route: (fromLon: number, fromLat: number, toLon: number, toLat: number, signal?: AbortSignal) =>
    get<Route>('/api/route', { fromLon, fromLat, toLon, toLat }, signal),
};
