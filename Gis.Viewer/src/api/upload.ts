import { httpSettings } from './http';
import { Unreachable, readProblem } from './problem';

/** Sends a file as it is; unlike fetch it tells how much of it has gone. */
export function upload<T>(path: string, file: File, sent: (share: number) => void, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', httpSettings.language);
    request.setRequestHeader('X-Gis', '1');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Unreachable(null));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as T);
        return;
      }
      const type = request.getResponseHeader('Content-Type') ?? '';
      const answer = new Response(request.responseText, { status: request.status, headers: { 'Content-Type': type } });
      readProblem(answer).then(reject, reject);
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
