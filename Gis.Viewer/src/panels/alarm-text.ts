import type { Alarm } from '../api/types';
import { useWords } from '../i18n/words';
import { factorWord } from '../state/factor-word';
import { shownFigure, shownUnit } from '../state/measure';
import { properties } from '../state/workspace';

export interface AlarmFact {
  readonly lead: string;
  readonly value: string | null;
  readonly limit: string | null;
  readonly unit: string;
  readonly ratio: string | null;
}

/** What an alarm says in one line, in the reader's language. */
export function useAlarmText() {
  const words = useWords();
  const { t, word, ageShort } = words;

  const factor = (code: string | null): string => (code === null ? '' : factorWord(code, words.name));
  const decimals = (code: string | null): number => (code === null ? 2 : (properties.value.get(code)?.decimals ?? 2));

  const period = (seconds: number | null): string => {
    if (!seconds) return t('alarm.realtime');
    if (seconds === 3600) return t('alarm.hour');
    if (seconds === 86_400) return t('alarm.day');
    return t('alarm.minutes', { n: Math.round(seconds / 60) });
  };

  /** Close to the limit the second digit decides. */
  const times = (ratio: number): string => ratio.toFixed(ratio > 0.9 && ratio < 1.1 ? 2 : 1);

  const detail = (alarm: Alarm, key: string): string | null => {
    const value = alarm.details[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };

  function fact(alarm: Alarm, nowMs: number): AlarmFact {
    const unit = shownUnit(alarm.unit);
    const figure = (value: number | null): string | null =>
      value === null ? null : shownFigure(value, decimals(alarm.property));
    if (alarm.kind === 'over_limit' || alarm.kind === 'near_limit') {
      return {
        lead: factor(alarm.property),
        value: figure(alarm.value),
        limit: figure(alarm.limit),
        unit,
        ratio: alarm.ratio === null ? null : `×${times(alarm.ratio)}`,
      };
    }
    if (alarm.kind === 'video') {
      const kind = detail(alarm, 'video_kind') ?? detail(alarm, 'event_kind') ?? detail(alarm, 'kind');
      return {
        lead: kind ? word('videoKind', kind) : word('alarmKind', alarm.kind),
        value: null,
        limit: null,
        unit: '',
        ratio: null,
      };
    }
    if (alarm.kind === 'offline') {
      const silent = ageShort(Math.max(0, (nowMs - Date.parse(alarm.since)) / 1000));
      return { lead: word('alarmKind', alarm.kind), value: silent, limit: null, unit: '', ratio: null };
    }
    const lead = alarm.property
      ? `${factor(alarm.property)} ${word('alarmKind', alarm.kind)}`
      : word('alarmKind', alarm.kind);
    return {
      lead,
      value: figure(alarm.value),
      limit: figure(alarm.limit),
      unit: alarm.value === null ? '' : unit,
      ratio: null,
    };
  }

  function headline(alarm: Alarm): string {
    if (alarm.kind === 'over_limit' && alarm.ratio !== null) {
      return t('alarm.banner', {
        factor: factor(alarm.property),
        period: period(alarm.periodS),
        ratio: times(alarm.ratio),
      });
    }
    if (alarm.kind === 'near_limit') return t('alarm.bannerNear', { factor: factor(alarm.property) });
    const { lead, value, unit } = fact(alarm, Date.now());
    return [lead, value, unit].filter(Boolean).join(' ');
  }

  const thingName = (alarm: Alarm): string => words.name({ nameZh: alarm.thingNameZh, nameEn: alarm.thingNameEn });

  /** By what a limit holds: the words before the number of a standard are known ones. */
  const limitSource = (source: string): string =>
    source
      .split(' / ')
      .map((part) => word('limitSource', part))
      .join(' / ');

  /** How old an alarm may be to be listed. */
  const ageWord = (hours: number): string =>
    hours < 48 ? t('rail.ageHours', { n: hours }) : t('rail.ageDays', { n: hours / 24 });

  return { ...words, factor, decimals, period, fact, headline, thingName, limitSource, ageWord };
}
