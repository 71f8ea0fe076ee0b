import type { IncidentEvent } from '../api/types';
import { useWords } from '../i18n/words';

/** An event of the timeline in the reader's language, from its code and details. */
export function useTimelineText() {
  const { t, te, word } = useWords();

  function sentence(event: IncidentEvent, incidentTitle: string): string {
    const text = (key: string): string => {
      const value = event.details[key];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    };
    const unit = text('callSign') || text('unit');
    switch (event.kind) {
      case 'graded': {
        const grade = t(`grade.${text('grade') as '1' | '2' | '3' | '4'}`);
        return text('ground')
          ? t('timeline.gradedGround', { grade, ground: text('ground') })
          : t('timeline.graded', { grade });
      }
      case 'order_state': {
        if (text('problem')) return t('timeline.undelivered', { unit });
        const state = word('orderState', text('state'));
        return text('text')
          ? t('timeline.order_state_text', { unit, state, text: text('text') })
          : t('timeline.order_state', { unit, state });
      }
      case 'next_unit_offered': {
        const next = text('nextCallSign') || text('nextUnit');
        return next ? t('timeline.next_unit_offered', { unit: next }) : t('timeline.next_unit_none');
      }
      default:
        return te(`timeline.${event.kind}`)
          ? t(`timeline.${event.kind}`, { unit, title: text('title') || incidentTitle, text: text('text') })
          : event.kind;
    }
  }

  const tone = (event: IncidentEvent): 'accent' | 'warn' | 'plain' => {
    const state = event.details.state;
    if (event.kind === 'realerted' || event.kind === 'graded' || event.kind === 'next_unit_offered') return 'warn';
    if (state === 'refused' || state === 'failed' || state === 'expired' || event.details.problem) return 'warn';
    return event.kind.startsWith('order') ? 'accent' : 'plain';
  };

  return { sentence, tone };
}
