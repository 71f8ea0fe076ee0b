import { Problem, Unreachable, readProblem } from './problem';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Set by the frame: the reader's language, and what to do when the session has ended. */
export const httpSettings: { language: string; onSignedOut: () => void } = {
  language: 'zh-CN',
  onSignedOut: () => undefined,
};

export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A proxy answers for a server that is away: nothing was refused. */
const isFromAGateway = ({ status, headers }: Response): boolean =>
  [502, 503, 504].includes(status) && !headers.get('content-type')?.includes('problem+json');

async function ask(
  method: string,
  path: string,
  body: unknown,
  signal?: AbortSignal,
  condition?: string,
  accept = 'application/json',
): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept, 'Accept-Language': httpSettings.language };
  if (method !== 'GET') headers['X-Gis'] = '1';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (condition !== undefined) headers['If-Match'] = condition;
  const response = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    throw signal?.aborted ? cause : new Unreachable(cause);
  });
  if (isFromAGateway(response)) throw new Unreachable(response.status);
  if (!response.ok) {
    const problem = await readProblem(response);
    if (problem.status === 401 && !path.startsWith('/api/session')) httpSettings.onSignedOut();
    throw problem;
  }
  return response;
}

async function call<T>(
  method: string,
  path: string,
  body: unknown,
  signal?: AbortSignal,
  condition?: string,
): Promise<T> {
  const response = await ask(method, path, body, signal, condition);
  if (
    response.status === 204 ||
    (response.status === 201 && !response.headers.get('content-type')) ||
    response.headers.get('content-length') === '0'
  )
    return undefined as T;
  return (await response.json()) as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  call<T>('GET', withQuery(path, query), undefined, signal);

/** A file, in the reader's language. */
export const getFile = async (path: string): Promise<Blob> =>
  (await ask('GET', path, undefined, undefined, undefined, '*/*')).blob();

export const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>('POST', path, body);

/** @param condition The state that the change is made on the ground of (If-Match); without it, none is known. */
export const put = <T>(path: string, body: unknown, condition?: string): Promise<T> =>
  call<T>('PUT', path, body, undefined, condition);

export const remove = (path: string, condition?: string): Promise<void> =>
  call<void>('DELETE', path, undefined, undefined, condition);

/** Trouble as one sentence for the person who asked. */
export function sentenceOf(trouble: unknown, unreachable: string): string {
  if (trouble instanceof Unreachable) return unreachable;
  if (trouble instanceof Problem) return trouble.message;
  return trouble instanceof Error ? trouble.message : String(trouble);
}
