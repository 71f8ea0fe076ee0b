import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import type { PatchCard, PatchCodes } from '../api/types';
import { useWords } from '../i18n/words';
import { heldBy, verdictRoute } from '../state/patch-assignment';
import { m2PerMu, verdictsOnKeys } from '../state/patch-list';
import { reasonFigures } from '../state/patch-words';
import { chosen, emptyDraft, ticked, type Missing } from '../state/verdict-draft';
import { me } from '../state/workspace';

const mu = (m2: number): string => (m2 / m2PerMu).toFixed(2);

/**
 * The verdict that is being made up on the patch on the table: which there are, which is chosen, what was looked at, and why it cannot be given.
 * @param refusal Why the last act was refused; another choice, or another patch, wipes it.
 */
export function useVerdictWork(
  card: Readonly<Ref<PatchCard | null>>,
  codes: () => PatchCodes | null,
  refusal: Ref<string | null>,
) {
  const { t } = useWords();
  const draft = shallowRef(emptyDraft);
  const asked = ref<Missing>(null);
  const verdicts = computed(() => {
    const known = codes();
    return known && card.value
      ? verdictsOnKeys(known, card.value.patch.kind, card.value.patch.suggestion)
      : { keyed: [], others: [] };
  });
  const all = computed(() => [...verdicts.value.keyed, ...verdicts.value.others]);
  const verdict = computed(() => codes()?.verdicts.find(({ code }) => code === draft.value.verdict) ?? null);
  const route = computed(() => (card.value ? verdictRoute(card.value) : null));
  const mayJudge = computed(() => route.value !== null);
  const whyNot = computed(() => {
    if (!card.value || mayJudge.value) return null;
    const held = heldBy(card.value);
    if (held) return t(`patchReview.held.${held}`);
    return t(me.value?.roles.includes('officer') ? 'land.notNow' : 'land.onlyOfficers');
  });
  const proposal = computed(() => {
    if (!card.value) return '';
    const told = reasonFigures(card.value);
    return [
      t('land.reasonArea', {
        area: mu(told.areaM2),
        cultivated: mu(told.cultivatedM2),
        basic: mu(told.basicFarmlandM2),
      }),
      told.documents.length > 0
        ? t('land.reasonCovered', { share: (told.coveredShare * 100).toFixed(1), documents: told.documents.join(', ') })
        : t('land.reasonBare'),
    ].join(t('land.reasonJoin'));
  });
  // Another patch begins with its own verdict, or with what the comparison suggests.
  watch(
    [card, verdicts],
    ([now], [before]) => {
      if (now?.patch.id === before?.patch.id && draft.value.verdict !== null) return;
      draft.value = emptyDraft;
      asked.value = null;
      if (now?.patch.id !== before?.patch.id) refusal.value = null;
      const code = now?.patch.verdict ?? now?.patch.suggestion;
      const proposed = all.value.find((one) => one.code === code);
      if (proposed) draft.value = chosen(emptyDraft, proposed, proposal.value);
    },
    { immediate: true },
  );
  function choose(code: string): void {
    const found = all.value.find((one) => one.code === code);
    if (!found || !mayJudge.value) return;
    asked.value = null;
    refusal.value = null;
    draft.value = chosen(draft.value, found, proposal.value);
  }
  function tick(at: number): void {
    const item = verdict.value?.checklist[at];
    if (item !== undefined && mayJudge.value) draft.value = ticked(draft.value, item);
  }
  return { draft, asked, verdicts, verdict, route, mayJudge, whyNot, choose, tick };
}
