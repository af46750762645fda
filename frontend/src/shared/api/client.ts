import createClient from 'openapi-fetch';
import { currentLocale } from '@/shared/i18n/locale';
import { watchedFetch } from './connection';
import type { paths as TaskPaths } from './generated/task-service';
import type { paths as UserPaths } from './generated/user-service';
import { Outage, problemOf } from './problem';

/** Who holds the access token. The session registers itself, so that this module does not depend on it. */
export interface TokenSource {
  /** The token to send, renewed first when it is about to end; null for a guest. */
  current(): Promise<string | null>;
  /** Called after a 401: a token other than the refused one, or null when the session has ended. */
  renewed(refused: string): Promise<string | null>;
}

let tokens: TokenSource = { current: () => Promise.resolve(null), renewed: () => Promise.resolve(null) };

export function useTokenSource(source: TokenSource): void {
  tokens = source;
}

const AUTH_PATH = '/api/v1/auth/';

function send(request: Request, token: string | null): Promise<Response> {
  if (token) {
    request.headers.set('Authorization', `Bearer ${token}`);
  }
  return watchedFetch(request);
}

/** Sends with the access token; after a 401 renews it once and sends again. Sign-in calls go without any token. */
export async function sessionFetch(request: Request): Promise<Response> {
  request.headers.set('X-Guildhall-Client', 'web');
  request.headers.set('Accept-Language', currentLocale());
  if (new URL(request.url).pathname.startsWith(AUTH_PATH)) {
    return send(request, null);
  }
  const token = await tokens.current();
  const again = request.clone();
  const response = await send(request, token);
  if (response.status !== 401 || token === null) {
    return response;
  }
  const fresh = await tokens.renewed(token);
  return fresh === null ? response : send(again, fresh);
}

export const api = createClient<UserPaths & TaskPaths>({ baseUrl: window.location.origin, fetch: sessionFetch });

/**
 * Marks a call that creates something: sent again with the same key, after an answer was lost, it has its effect once.
 * Not `randomUUID`, which pages without TLS lack.
 */
export function newAttempt(): { 'Idempotency-Key': string } {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return { 'Idempotency-Key': [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of an answer; a refusal is thrown as {@link ApiProblem}, an unreachable server as {@link Outage}. */
export async function unwrap<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>;
  try {
    answer = await call;
  } catch (error) {
    if (error instanceof TypeError) {
      throw new Outage('network');
    }
    throw error;
  }
  if (!answer.response.ok) {
    throw problemOf(answer.response, answer.error);
  }
  return answer.data as Data;
}
