import { ref, watch } from 'vue';

export type Theme = 'dark' | 'light';
export type Language = 'zh' | 'en';

function kept<T extends string>(key: string, allowed: readonly T[], first: T) {
  const stored = localStorage.getItem(key);
  const value = ref<string>(allowed.find((option) => option === stored) ?? first);
  watch(value, (next) => localStorage.setItem(key, next));
  return value;
}

const prefersLight = window.matchMedia('(prefers-color-scheme: light)').matches;
const speaksChinese = navigator.language.toLowerCase().startsWith('zh');

/** Kept on this device. Language and theme follow the browser at first. */
export const theme = kept<Theme>('gis.theme', ['dark', 'light'], prefersLight ? 'light' : 'dark');
export const language = kept<Language>('gis.language', ['zh', 'en'], speaksChinese ? 'zh' : 'en');
export const sound = kept('gis.sound', ['on', 'off'], 'on');
export const legend = kept('gis.legend', ['open', 'closed'], 'open');

export const isCalm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
