import { ApiProblem, Outage } from '@/shared/api';
import { formatTime, formatWait } from '@/shared/format';
import { hasMessage, translate } from '@/shared/i18n';

/** An error that the page itself raises, with its text under `problems.` in the message files. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';

  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}

function readable(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'retryAfter') {
      params[name] = formatWait(Number(value));
    } else if (name === 'until' && typeof value === 'string') {
      params[name] = formatTime(value);
    } else if (typeof value === 'string' || typeof value === 'number') {
      params[name] = String(value);
    }
  }
  return params;
}

function translated(key: string, params: Record<string, string> = {}): string | null {
  const full = `problems.${key}`;
  return hasMessage(full) ? translate(full, params) : null;
}

function describeRefusal(problem: ApiProblem): string {
  const params = readable(problem.properties);
  // A ban without an end and a limit without a time read differently.
  const variant = problem.code === 'account-banned' && !params['until'] ? 'account-banned-for-good' : problem.code;
  const wait = params['retryAfter'] ? translated(`${variant}-wait`, params) : null;
  const text = wait ?? translated(variant, params) ?? translated(`status-${String(problem.status)}`, params);
  if (problem.status < 500 && text) {
    return text;
  }
  const trace = problem.traceId ? translated('trace', { traceId: problem.traceId }) : null;
  return [text ?? translated('unknown'), trace].filter(Boolean).join(' ');
}

function describeOutage(outage: Outage): string {
  if (outage.area !== null) {
    const key = `areas.${outage.area}`;
    const area = translate(hasMessage(key) ? key : 'areas.other');
    return translated(`${outage.message}-of`, { area }) ?? translated('service-unavailable-of', { area }) ?? '';
  }
  return translated(outage.message) ?? translated('outage') ?? '';
}

/** What went wrong, in the reader's language. The one place where codes become text. */
export function describeProblem(error: unknown): string {
  if (error instanceof ApiProblem) {
    return describeRefusal(error);
  }
  if (error instanceof PageProblem) {
    return translated(error.code, { ...error.params }) ?? translated('unknown') ?? '';
  }
  if (error instanceof Outage) {
    return describeOutage(error);
  }
  return translated('unknown') ?? '';
}

/** The order in which limits make up the name of a text: `size` with both bounds is `size-min-max`. */
const LIMITS = ['min', 'max', 'value', 'integer', 'fraction'];

/**
 * What is wrong with a field, in the reader's language: the server's code, for this field if there is a text of its own, with its limits
 * if there is a text that tells them.
 */
export function describeField(field: string, code: string, limits: Readonly<Record<string, string>> = {}): string {
  const told = LIMITS.filter((name) => limits[name] !== undefined);
  const exact = [code, ...told].join('-');
  const key = [`${field}-${exact}`, `${field}-${code}`, exact, code]
    .map((name) => `fields.${name}`)
    .find((candidate) => hasMessage(candidate));
  return translate(key ?? 'fields.invalid', { ...limits });
}
