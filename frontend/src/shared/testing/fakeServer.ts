import { vi } from 'vitest';
import type { Me, Tokens } from '@/shared/api';

export interface FakeCall {
  method: string;
  path: string;
  body: unknown;
  authorization: string | null;
}

type Answer = { status?: number; body?: unknown } | Error;
type Handler = (call: FakeCall) => Answer | Promise<Answer>;

/** Stands in for the server: answers by method and path, and keeps what was asked. */
export function fakeServer(handlers: Record<string, Handler>) {
  const calls: FakeCall[] = [];
  vi.stubGlobal('fetch', async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const text = await request.text();
    const call = {
      method: request.method,
      path: pathname,
      body: text === '' ? null : (JSON.parse(text) as unknown),
      authorization: request.headers.get('Authorization'),
    };
    calls.push(call);
    const handler = handlers[`${call.method} ${pathname}`];
    const answer = handler ? await handler(call) : { status: 404, body: { code: 'not-found' } };
    if (answer instanceof Error) {
      throw answer;
    }
    const status = answer.status ?? 200;
    const hasBody = answer.body !== undefined;
    return new Response(hasBody ? JSON.stringify(answer.body) : null, {
      status,
      headers: hasBody ? { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' } : {},
    });
  });
  return {
    calls,
    count: (method: string, path: string) =>
      calls.filter((call) => call.method === method && call.path === path).length,
  };
}

/** What `fetch` throws when there is no network. */
export const noNetwork = () => new TypeError('Failed to fetch');

export function someone(change: Partial<Me> = {}): Me {
  return {
    id: '1',
    username: 'lan',
    email: 'lan@example.com',
    emailVerified: true,
    pendingEmail: null,
    phone: null,
    ethereumAddress: null,
    roles: ['PLAYER'],
    permissions: ['CLAIM_TASK', 'POST', 'TRADE_POINTS'],
    verified: false,
    bio: null,
    avatarSeed: 'lan',
    hasPassword: true,
    secondFactor: false,
    secondFactorRequired: false,
    joinedAt: '2026-11-01T08:00:00Z',
    settings: {
      locale: 'zh-CN',
      theme: 'system',
      privacy: { showEthereumAddress: false, showJoinedAt: true, discoverable: true },
      notifications: [],
    },
    ...change,
  };
}

export function tokensOf(accessToken: string, user: Me = someone()): Tokens {
  return { accessToken, tokenType: 'Bearer', expiresIn: 900, user };
}
