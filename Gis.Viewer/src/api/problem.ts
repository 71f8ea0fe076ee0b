/** The server said no, and why (application/problem+json). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    title: string,
    readonly detail: string | null,
    readonly body: Readonly<Record<string, unknown>>,
  ) {
    super(detail ?? title);
    this.name = 'Problem';
  }

  /** The last word of the type: `unit-assigned` of `urn:gis:unit-assigned`. */
  get code(): string {
    return this.type.slice(this.type.lastIndexOf(':') + 1);
  }
}

/** The server could not be reached: the link is down, not the wish refused. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

export async function readProblem(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    const parsed: unknown = await response.json();
    if (parsed !== null && typeof parsed === 'object') body = parsed as Record<string, unknown>;
  } catch {
    // A proxy or a crash answers without JSON: the status then has to say it.
    body = {};
  }
  const text = (key: string): string | null => (typeof body[key] === 'string' ? body[key] : null);
  return new Problem(
    response.status,
    text('type') ?? `urn:gis:http-${response.status}`,
    text('title') ?? `HTTP ${response.status}`,
    text('detail'),
    body,
  );
}
