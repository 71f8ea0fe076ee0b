import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { sentenceOf } from '../api/http';

/** One act at a time; what was refused is kept in words, to be said beside the button that asked. */
export function useAct() {
  const { t } = useI18n();
  const isBusy = ref(false);
  const refusal = ref<string | null>(null);

  async function run(act: () => Promise<unknown>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = null;
    try {
      await act();
    } catch (trouble) {
      refusal.value = sentenceOf(trouble, t('state.noAnswer'));
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, refusal, run };
}
