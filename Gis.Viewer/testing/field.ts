import type { FieldGround, FieldTask } from '../src/api/types';
import type { FieldDraft, KeptPhoto } from '../src/state/field-draft';
import { emptyForm, type Shown } from '../src/state/field-task';

/** Field work for tests, each with what a test does not care about filled in. */
export const ground: FieldGround = {
  photos: 4,
  sides: 2,
  apartDeg: 45,
  nearM: 50,
  accuracyM: 100,
  skewMinutes: 10,
  mostBytes: 12_582_912,
  mostPx: 2048,
  mostPhotos: 60,
};

export const aShown = (of: Partial<Shown> = {}): Shown => ({
  role: 'far',
  azimuthDeg: 0,
  accuracyM: 8,
  distanceM: 20,
  ...of,
});

export const aFieldTask = (id: number, due = '2026-11-30'): FieldTask => ({
  patch: {
    id,
    number: `0${id}`,
    batchId: 1,
    batch: '2026-10',
    areaCode: '130183',
    areaNameZh: '晋州市',
    areaNameEn: 'Jinzhou',
    place: null,
    kind: '20',
    classBefore: '0102',
    areaM2: 9746,
    cultivatedM2: 8000,
    basicFarmlandM2: 0,
    redLineM2: 0,
    state: 'assigned',
    outcome: 'doubtful',
    suggestion: null,
    rule: null,
    sample: false,
    due,
    overdue: false,
    assigneeId: 5,
    assignee: 'Zhou',
    verdict: null,
    beforeOn: null,
    afterOn: null,
    bbox: [115, 38, 115.001, 38.001],
    centre: [115.0005, 38.0005],
    origin: 'demo',
    revision: 3,
  },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [115, 38],
        [115.001, 38],
        [115.001, 38.001],
        [115, 38.001],
        [115, 38],
      ],
    ],
  },
  reasons: [],
  photosSince: '2026-11-20T01:00:00Z',
  assignedBy: 'Chen',
  returnedFor: null,
  photos: [],
  pictures: [],
});

export const aDraft = (of: Partial<FieldDraft> = {}): FieldDraft => ({
  account: 5,
  patch: 1,
  task: aFieldTask(1),
  form: emptyForm,
  finishedAt: null,
  clientId: null,
  sentAt: null,
  sentEvent: null,
  refusal: null,
  ...of,
});

export const aKeptPhoto = (id: string, of: Partial<KeptPhoto> = {}): KeptPhoto => ({
  ...aShown(),
  id,
  account: 5,
  patch: 1,
  lon: 115,
  lat: 38,
  azimuthSource: 'manual',
  takenAt: '2026-11-22T06:00:00Z',
  hash: id,
  device: 'test',
  bytes: new ArrayBuffer(1),
  sentAt: null,
  refusal: null,
  ...of,
});
