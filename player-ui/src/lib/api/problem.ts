/** A refusal of the service in its own words (RFC 9457), or that it could not be reached (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null,
    /** What is wrong with which field, where the service says so. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** The same with each field's whole path: `steps[1].match`. */
    readonly errors: readonly FieldError[] = []
  ) {
    super(detail ?? title);
    this.name = 'Problem';
  }

  static unreachable(): Problem {
    return new Problem(0, 'Lastseen does not answer', 'Is the service running, and is there a network?');
  }

  static async of(response: Response): Promise<Problem> {
    const body: unknown = await response.json().catch(() => null);
    if (!isRecord(body)) return new Problem(response.status, response.statusText || `Status ${response.status}`, null);
    return new Problem(
      response.status,
      text(body.title) ?? response.statusText,
      text(body.detail),
      fieldMessages(body.errors),
      fieldErrors(body.errors)
    );
  }
}

export interface FieldError {
  field: string;
  detail: string;
}

function fieldErrors(errors: unknown): FieldError[] {
  return (Array.isArray(errors) ? errors : []).flatMap((error) => {
    const field = isRecord(error) ? text(error.field) : null;
    const detail = isRecord(error) ? text(error.detail) : null;
    return field && detail ? [{ field, detail }] : [];
  });
}

/** Reads `[{field: "origins[0]", detail: "..."}]`; entries of a list speak of the list. */
function fieldMessages(errors: unknown): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const { field: path, detail } of fieldErrors(errors)) {
    const field = path.replace(/[[.].*$/, '');
    if (!field) continue;
    const earlier = messages[field];
    messages[field] = earlier ? `${earlier}; ${detail}` : detail;
  }
  return messages;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
