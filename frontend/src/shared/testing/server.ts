import { afterEach, vi } from 'vitest';

export interface Call {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  authorization: string | null;
  lastEventId: string | null;
}

/** Answers one kind of call: a value is sent as JSON with status 200, undefined as 204; an error is thrown by `fetch`. */
export type Answer = (call: Call) => unknown;

export interface FakeServer {
  /** Everything that was asked, in order. */
  readonly calls: Call[];
  /** Bodies of the calls of one kind, such as `PUT /api/v1/me/settings`. */
  bodiesOf(kind: string): unknown[];
  /** How often a kind of call was made. */
  count(kind: string): number;
  /** Answers a kind of call anew. */
  answer(kind: string, answer: Answer): void;
}

/** A refusal as the services send it. */
export function problem(status: number, code: string, more: Record<string, unknown> = {}): Response {
  return new Response(JSON.stringify({ status, code, title: code, ...more }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}

/** What `fetch` fails with when there is no network. */
export const noNetwork = () => new TypeError('Failed to fetch');

function matches(pattern: string, kind: string): boolean {
  return new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(kind);
}

/** Stands in for the gateway at the edge of the page: `fetch`. A call that nobody expects is refused with 404. */
export function fakeServer(answers: Record<string, Answer>): FakeServer {
  const known = new Map(Object.entries(answers));
  const calls: Call[] = [];
  const kinds: string[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.text();
    const call: Call = {
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      // A form with files is no JSON.
      body:
        text !== '' && request.headers.get('Content-Type') === 'application/json'
          ? (JSON.parse(text) as unknown)
          : undefined,
      authorization: request.headers.get('Authorization'),
      lastEventId: request.headers.get('Last-Event-ID'),
    };
    const kind = `${call.method} ${call.path}`;
    calls.push(call);
    kinds.push(kind);
    const answer = [...known].find(([pattern]) => matches(pattern, kind))?.[1];
    const value = answer ? await answer(call) : problem(404, 'not-found');
    if (value instanceof Error) {
      throw value;
    }
    if (value instanceof Response) {
      return value;
    }
    return value === undefined ? new Response(null, { status: 204 }) : Response.json(value);
  });
  const bodiesOf = (kind: string) =>
    calls.filter((_, index) => matches(kind, kinds[index] ?? '')).map((call) => call.body);
  return {
    calls,
    bodiesOf,
    count: (kind) => bodiesOf(kind).length,
    answer: (kind, answer) => {
      known.set(kind, answer);
    },
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});
