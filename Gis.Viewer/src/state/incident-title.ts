import type { Alarm, Incident, Named } from '../api/types';
import { factorWord } from './factor-word';
import { areas, incidentTypes } from './workspace';

/** How the reader's language says a name and a word of a code list. */
export interface Wording {
  readonly name: (named: Named) => string;
  readonly word: (list: string, code: string) => string;
}

type Origin = Pick<Alarm, 'thingNameZh' | 'thingNameEn' | 'kind' | 'property'>;

/** What an incident is called: as a person named it, else in the reader's words from the alarm it came from, else by its type and area. */
export function incidentTitle(incident: Incident, wording: Wording): string {
  if (incident.title !== null) return incident.title;
  const { thingNameZh, thingNameEn, alarmKind, alarmProperty } = incident;
  if (thingNameZh !== null && thingNameEn !== null && alarmKind !== null) {
    return titleFromAlarm({ thingNameZh, thingNameEn, kind: alarmKind, property: alarmProperty }, wording);
  }
  const type = incidentTypes.value.find((one) => one.code === incident.typeCode);
  const area = areas.value.find(incident.areaCode);
  return [type ? wording.name(type) : incident.typeCode, area ? wording.name(area) : incident.areaCode].join(' · ');
}

/** What an incident made of this alarm is called when nobody names it. */
export function titleFromAlarm({ thingNameZh, thingNameEn, kind, property }: Origin, { name, word }: Wording): string {
  const thing = name({ nameZh: thingNameZh, nameEn: thingNameEn });
  const what = word('alarmKind', kind);
  if (property === null) return `${thing} ${what}`;
  return `${thing} ${factorWord(property, name)} ${what.toLowerCase()}`;
}
