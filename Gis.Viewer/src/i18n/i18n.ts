import { createI18n } from 'vue-i18n';
import { en } from './en';
import { zh, type Dictionary } from './zh';

export type Language = 'zh' | 'en';

export const localeOf: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

export const i18n = createI18n<[Dictionary], Language, false>({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'en',
  messages: { zh, en },
  missingWarn: false,
});

export function useLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = localeOf[language];
}
