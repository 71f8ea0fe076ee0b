/** A one-time link as `./gis sign-in-links` prints it: `#link=TOKEN&as=NAME`. */
export interface SignInLink {
  readonly token: string;
  /** Whose it is said to be; the server alone knows. */
  readonly name: string | null;
}

export function readSignInLink(hash: string): SignInLink | null {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const token = params.get('link');
  return token !== null && /^[\w.~-]+$/.test(token) ? { token, name: params.get('as') } : null;
}
