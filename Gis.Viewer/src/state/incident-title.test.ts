import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anArea, anIncident } from '../../testing/samples';
import { AreaTree } from './area-tree';
import { incidentTitle, type Wording } from './incident-title';
import { areas, incidentTypes, properties } from './workspace';

const chinese: Wording = { name: ({ nameZh }) => nameZh, word: (_, code) => (code === 'over_limit' ? '超标' : code) };
const english: Wording = {
  name: ({ nameEn }) => nameEn,
  word: (_, code) => (code === 'over_limit' ? 'Over limit' : 'Offline'),
};

const reported = anIncident({ typeCode: 'flood' });
const fromAlarm = anIncident({
  alarmId: 7,
  alarmKind: 'over_limit',
  alarmProperty: 'w01018',
  thingId: 3,
  thingNameZh: '污水总排口',
  thingNameEn: 'Main outfall',
});

describe('the title of an incident', () => {
  beforeEach(() => {
    properties.value = new Map([
      ['w01018', { code: 'w01018', nameZh: '化学需氧量', nameEn: 'COD', short: 'COD', unit: 'mg/L', decimals: 1 }],
    ]);
    incidentTypes.value = [{ code: 'flood', nameZh: '洪涝', nameEn: 'Flood', suitedKinds: [], thingKinds: [] }];
    areas.value = new AreaTree([anArea()]);
  });
  afterEach(() => {
    properties.value = new Map();
    incidentTypes.value = [];
    areas.value = new AreaTree([]);
  });

  it('is what a person wrote, in whatever language', () => {
    expect(incidentTitle({ ...fromAlarm, title: '河水变色' }, english)).toBe('河水变色');
  });

  it('tells of the alarm in the language of the reader', () => {
    expect(incidentTitle(fromAlarm, chinese)).toBe('污水总排口 COD 超标');
    expect(incidentTitle(fromAlarm, english)).toBe('Main outfall COD over limit');
  });

  it('names no factor where the alarm is of the whole thing', () => {
    expect(incidentTitle({ ...fromAlarm, alarmKind: 'offline', alarmProperty: null }, english)).toBe(
      'Main outfall Offline',
    );
  });

  it('falls back to the type and the area', () => {
    expect(incidentTitle(reported, chinese)).toBe('洪涝 · 长安区');
    expect(incidentTitle(reported, english)).toBe("Flood · Chang'an");
  });
});
