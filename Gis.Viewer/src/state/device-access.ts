import type { SetDeviceAccess } from '../api/types';

/** What shall become of the password that a device must present. */
export const passwordWishes = ['keep', 'set', 'clear'] as const;
export type PasswordWish = (typeof passwordWishes)[number];

export interface AccessForm {
  /** Addresses or networks, one a line or separated by commas; empty = any. */
  readonly sources: string;
  readonly wish: PasswordWish;
  readonly password: string;
}

export type AccessFault = 'sources' | 'tooMany' | 'password';

export const mostSources = 64;
const addressForm = /^[0-9A-Fa-f.:]+(\/\d{1,3})?$/;

export const sourcesOf = (text: string): readonly string[] => text.split(/[\s,;，；]+/).filter((part) => part !== '');

/** Why the server would not take it, as far as can be told here; null when it may. */
export function accessFault(form: AccessForm): AccessFault | null {
  const sources = sourcesOf(form.sources);
  if (sources.some((one) => !addressForm.test(one) || !/[.:]/.test(one))) return 'sources';
  if (sources.length > mostSources) return 'tooMany';
  return form.wish === 'set' && !/^[A-Za-z0-9]{6}$/.test(form.password) ? 'password' : null;
}

export function accessOf(form: AccessForm): SetDeviceAccess {
  const sources = sourcesOf(form.sources);
  return {
    sources: sources.length === 0 ? null : sources,
    ...(form.wish === 'set' ? { password: form.password } : {}),
    clearsPassword: form.wish === 'clear',
  };
}
