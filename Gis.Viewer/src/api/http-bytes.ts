import { httpSettings } from './http';
import { Unreachable, readProblem } from './problem';

/** Sends bytes, or what was kept as text; a link that hangs ends as one that is not there. */
export async function sendBytes<T>(path: string, type: string, body: BodyInit, mostMs: number): Promise<T> {
  const headers = {
    Accept: 'application/json',
    'Accept-Language': httpSettings.language,
    'Content-Type': type,
    'X-Gis': '1',
  };
  const signal = AbortSignal.timeout(mostMs);
  const response = await fetch(path, { method: 'POST', headers, credentials: 'same-origin', body, signal }).catch(
    (cause: unknown) => {
      throw new Unreachable(cause);
    },
  );
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as T;
}

/** A file's bytes, to be kept. */
export async function getBytes(path: string, mostMs: number): Promise<ArrayBuffer> {
  const headers = { Accept: '*/*', 'Accept-Language': httpSettings.language };
  const unreachable = (cause: unknown): never => {
    throw new Unreachable(cause);
  };
  const signal = AbortSignal.timeout(mostMs);
  const response = await fetch(path, { headers, credentials: 'same-origin', signal }).catch(unreachable);
  if (!response.ok) throw await readProblem(response);
  return response.arrayBuffer().catch(unreachable);
}
