import { useWords } from '../i18n/words';
import type { Contradiction } from '../api/types';
import { muText, percentText } from '../state/life-line';

/** A finding's figures, in the words of its rule. */
export function useRuleText(): (one: Contradiction) => string {
  const { t, te } = useWords();
  return (one) =>
    te(`parcel.rule.${one.rule}.text`)
      ? t(`parcel.rule.${one.rule}.text`, {
          ...one.parameters,
          share: one.parameters['share'] ? percentText(Number(one.parameters['share'])) : '',
          mu: one.areaM2 === null ? '' : muText((one.areaM2 * 3) / 2000),
          other: one.other?.number ?? '',
          ...Object.fromEntries(
            ['takenM2', 'madeM2'].map((name) => [name, muText((Number(one.parameters[name] ?? 0) * 3) / 2000)]),
          ),
        })
      : '';
}
