/** What is wrong with one field, as the server names it. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
  /** What the text needs to be exact, such as `min` and `max`; mostly empty. */
  limits: Readonly<Record<string, string>>;
}

/** A refusal by the server: RFC 9457 problem details with a stable code. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly traceId: string | null,
    readonly fields: readonly FieldProblem[],
    /** What the problem adds beyond the standard members, such as the seconds to wait. */
    readonly properties: Readonly<Record<string, unknown>>,
  ) {
    super(`${String(status)} ${code}`);
  }
}

/**
 * The server could not be reached, or something on the way says that it is down. Never a fault of what was entered. The message is the
 * problem's code, or `network`.
 */
export class Outage extends Error {
  override readonly name = 'Outage';

  constructor(
    message: string,
    /** The part of the site that is down while the rest works; null when it is everything, or not known. */
    readonly area: string | null = null,
  ) {
    super(message);
  }
}

export const OUTAGE_STATUS = new Set([502, 503, 504]);
const STANDARD_MEMBERS = new Set(['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId', 'errors']);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function limitsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(
    entries
      .filter(([, limit]) => typeof limit === 'number' || typeof limit === 'string')
      .map(([name, limit]) => [name, String(limit)]),
  );
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.filter(isRecord).map((entry) => ({
    field: String(entry['field'] ?? ''),
    code: String(entry['code'] ?? ''),
    message: String(entry['message'] ?? ''),
    limits: limitsOf(entry['limits']),
  }));
}

/** Reads a refusal. A body that is no problem document still becomes one, by its status. */
export function problemOf(response: Response, body: unknown): ApiProblem | Outage {
  const document = isRecord(body) ? body : {};
  const code = typeof document['code'] === 'string' ? document['code'] : `status-${String(response.status)}`;
  if (OUTAGE_STATUS.has(response.status)) {
    return new Outage(code, typeof document['area'] === 'string' ? document['area'] : null);
  }
  const properties = Object.fromEntries(Object.entries(document).filter(([name]) => !STANDARD_MEMBERS.has(name)));
  const retryAfter = Number(response.headers.get('Retry-After'));
  if (properties['retryAfter'] === undefined && retryAfter > 0) {
    properties['retryAfter'] = retryAfter;
  }
  const traceId = document['traceId'] ?? response.headers.get('X-Trace-Id');
  return new ApiProblem(
    response.status,
    code,
    typeof traceId === 'string' ? traceId : null,
    fieldProblems(document['errors']),
    properties,
  );
}

/** Whether the error is a refusal with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): error is ApiProblem {
  return error instanceof ApiProblem && codes.includes(error.code);
}
