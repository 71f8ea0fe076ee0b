import type { useWords } from '../i18n/words';
import { idleHours, type StripDay } from '../state/delivery-strip';

type Words = Pick<ReturnType<typeof useWords>, 't' | 'te'>;

/** Real-time values, figures of minutes, hours, days: by the length of their period in seconds. */
export function periodWord(periodS: number, { t }: Words): string {
  if (periodS === 0) return t('delivery.period.moment');
  if (periodS === 3_600) return t('delivery.period.hour');
  if (periodS === 86_400) return t('delivery.period.day');
  return periodS % 3_600 === 0
    ? t('delivery.period.hours', { n: periodS / 3_600 })
    : t('delivery.period.minutes', { n: Math.round(periodS / 60) });
}

/** How much of a day nothing was expected in; empty where something always was. */
export function idleWord(day: StripDay, { t }: Words): string {
  const hours = idleHours(day);
  if (hours === 0) return '';
  return hours >= 24 ? t('delivery.notExpected') : t('delivery.notExpectedHours', { n: hours.toFixed(1) });
}
