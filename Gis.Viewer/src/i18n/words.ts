import { useI18n } from 'vue-i18n';
import type { Named } from '../api/types';
import { localeOf, type Language } from './i18n';

/** The reader's language: words, names, ages and local times. */
export function useWords() {
  const { t, te, locale } = useI18n();
  const language = (): Language => (locale.value === 'en' ? 'en' : 'zh');
  const tag = (): string => localeOf[language()];

  const name = (named: Named): string =>
    language() === 'zh' ? named.nameZh || named.nameEn : named.nameEn || named.nameZh;

  /** A word of a code list; a code that this build does not know is shown as it came. */
  const word = (list: string, code: string | number): string =>
    te(`${list}.${code}`) ? t(`${list}.${code}`) : String(code);

  function age(seconds: number): string {
    if (seconds < 1) return t('time.seconds', { n: 0 });
    if (seconds < 60) return t('time.seconds', { n: Math.floor(seconds) });
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return t('time.minutes', { n: minutes });
    const hours = Math.floor(minutes / 60);
    if (hours < 6 && minutes % 60 !== 0) return t('time.hoursMinutes', { h: hours, m: minutes % 60 });
    return hours < 48 ? t('time.hours', { n: hours }) : t('time.days', { n: Math.floor(hours / 24) });
  }

  const ageShort = (seconds: number): string => {
    const hours = Math.floor(seconds / 3600);
    return hours >= 1 && hours < 48 ? t('time.hours', { n: hours }) : age(seconds);
  };

  const ago = (iso: string, nowMs: number): string => {
    const seconds = (nowMs - Date.parse(iso)) / 1000;
    return seconds < 10 ? t('time.justNow') : t('time.ago', { age: ageShort(seconds) });
  };

  const clock = (time: string | number, withSeconds = false): string =>
    new Intl.DateTimeFormat(tag(), {
      hour: '2-digit',
      minute: '2-digit',
      ...(withSeconds ? { second: '2-digit' } : {}),
      hour12: false,
    }).format(new Date(time));

  const day = (time: string | number): string =>
    new Intl.DateTimeFormat(tag(), { month: language() === 'zh' ? 'long' : 'short', day: 'numeric' }).format(
      new Date(time),
    );

  /** Narrow: for lists and axes. */
  const dayShort = (time: string | number): string =>
    language() === 'zh'
      ? new Intl.DateTimeFormat('zh-CN', { month: '2-digit', day: '2-digit' }).format(new Date(time))
      : day(time);

  const weekday = (time: string | number): string =>
    new Intl.DateTimeFormat(tag(), { weekday: 'short' }).format(new Date(time));

  const date = (time: string | number): string =>
    new Intl.DateTimeFormat(tag(), { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(time));

  /** The time alone today, with its day otherwise. */
  const moment = (time: string | number, nowMs: number, withSeconds = false): string => {
    const isToday = new Date(time).toDateString() === new Date(nowMs).toDateString();
    return isToday ? clock(time, withSeconds) : `${dayShort(time)} ${clock(time)}`;
  };

  return { t, te, locale, language, name, word, age, ageShort, ago, clock, day, dayShort, weekday, date, moment };
}
