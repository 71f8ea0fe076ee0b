import { watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { forPerson, patchNews } from '../state/patch-assignment';
import { notify } from '../state/notices';
import { me } from '../state/workspace';

/** Says at the lower edge, in whichever workplace, that patches were given to the person or are due, or that his level has to act on some. */
export function usePatchReminders(): void {
  const { t } = useI18n();
  watch(patchNews, (now, before) => {
    if (!me.value) return;
    const { given, reminded, awaited } = forPerson(now, before, me.value);
    if (given > 0) notify(t('patchReview.notice.given', { n: given }));
    if (reminded > 0) notify(t('patchReview.notice.reminded', { n: reminded }), 'refused');
    if (awaited > 0) notify(t('patchReview.notice.awaited', { n: awaited }), 'refused');
  });
}
