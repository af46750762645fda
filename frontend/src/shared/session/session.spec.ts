import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api, Outage, unwrap } from '@/shared/api';
import { player, tokensFor } from '@/shared/testing/fixtures';
import { fakeServer, noNetwork, problem } from '@/shared/testing/server';
import { noteSession, sessionIsLikely } from './hint';
import { useSession } from './session';

const LAN = player({ username: 'lan' });
const tokensOf = (accessToken: string) => tokensFor(LAN, accessToken);
const refused = () => problem(401, 'unauthenticated');

const REFRESH = '/api/v1/auth/refreshes';

/** Delivers to every other channel of the same name, at once. */
class FakeChannel {
  static open: FakeChannel[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(readonly name: string) {
    FakeChannel.open.push(this);
  }

  postMessage(data: unknown): void {
    FakeChannel.open.filter((other) => other !== this).forEach((other) => other.onmessage?.({ data }));
  }

  close(): void {
    FakeChannel.open = FakeChannel.open.filter((other) => other !== this);
  }
}

function openTab() {
  return useSession(createPinia());
}

beforeEach(() => {
  FakeChannel.open = [];
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  setActivePinia(createPinia());
});

/** `/me` knows only the newest token. */
function serverWithTokens(valid: string) {
  return fakeServer({
    'GET /api/v1/me': ({ authorization }) => (authorization === `Bearer ${valid}` ? LAN : refused()),
    [`POST ${REFRESH}`]: async () => {
      await Promise.resolve();
      return tokensOf(valid);
    },
  });
}

const me = () => unwrap(api.GET('/api/v1/me'));

describe('renewal', () => {
  it('renews once for many parallel refusals and sends each call again', async () => {
    const server = serverWithTokens('new');
    useSession().signIn(tokensOf('old'));

    const answers = await Promise.all([me(), me(), me(), me(), me()]);

    expect(answers.map((answer) => answer.username)).toEqual(['lan', 'lan', 'lan', 'lan', 'lan']);
    expect(server.count(`POST ${REFRESH}`)).toBe(1);
    expect(server.count('GET /api/v1/me')).toBe(10);
  });

  it('does not renew again for a refusal of a token that was replaced meanwhile', async () => {
    const server = serverWithTokens('new');
    useSession().signIn(tokensOf('old'));

    await me();
    await me();

    expect(server.count(`POST ${REFRESH}`)).toBe(1);
  });

  it('renews before sending when the token is about to end', async () => {
    const server = serverWithTokens('new');
    useSession().signIn({ ...tokensOf('old'), expiresIn: 10 });

    await me();

    expect(server.calls.map((call) => call.path)).toEqual([REFRESH, '/api/v1/me']);
  });

  it('holds a lock over all tabs while it renews', async () => {
    const server = serverWithTokens('new');
    const asked: string[] = [];
    vi.stubGlobal('navigator', {
      ...navigator,
      locks: {
        request: async (name: string, work: () => Promise<unknown>) => {
          asked.push(name);
          return work();
        },
      },
    });
    useSession().signIn(tokensOf('old'));

    await me();

    expect(asked).toHaveLength(1);
    expect(server.count(`POST ${REFRESH}`)).toBe(1);
  });

  it('ends the session when the server has ended it', async () => {
    fakeServer({
      'GET /api/v1/me': refused,
      [`POST ${REFRESH}`]: () => problem(401, 'session-ended'),
    });
    const session = useSession();
    session.signIn(tokensOf('old'));

    await expect(me()).rejects.toMatchObject({ status: 401 });

    expect(session.status).toBe('guest');
    expect(session.ended).toBe('expired');
    expect(sessionIsLikely()).toBe(false);
  });

  it('keeps the session when the server cannot be reached', async () => {
    fakeServer({
      'GET /api/v1/me': refused,
      [`POST ${REFRESH}`]: noNetwork,
    });
    const session = useSession();
    session.signIn(tokensOf('old'));

    await expect(me()).rejects.toBeInstanceOf(Outage);

    expect(session.status).toBe('signed-in');
    expect(sessionIsLikely()).toBe(true);
  });
});

describe('restoring', () => {
  it('does not ask the server for a guest', async () => {
    const server = fakeServer({});
    const session = useSession();

    await session.restore();

    expect(session.status).toBe('guest');
    expect(server.calls).toHaveLength(0);
  });

  it('finds the session of an earlier visit', async () => {
    serverWithTokens('new');
    noteSession(true);
    const session = useSession();

    await session.restore();

    expect(session.user?.username).toBe('lan');
  });

  it('says that the server is unreachable instead of logging out', async () => {
    fakeServer({ [`POST ${REFRESH}`]: () => problem(503, 'service-unavailable', { area: 'accounts' }) });
    noteSession(true);
    const session = useSession();

    await session.restore();

    expect(session.status).toBe('unreachable');
    expect(session.failure).toMatchObject({ message: 'service-unavailable', area: 'accounts' });
    expect(sessionIsLikely()).toBe(true);
  });
});

describe('tabs', () => {
  it('logs out everywhere when one tab logs out', async () => {
    fakeServer({ 'DELETE /api/v1/auth/sessions/current': () => undefined });
    const [one, other] = [openTab(), openTab()];
    other.signIn(tokensOf('other'));
    one.signIn(tokensOf('one'));

    await one.signOut();

    expect(other.status).toBe('guest');
    expect(other.ended).toBe('logged-out-elsewhere');
    expect(one.ended).toBe('logged-out');
  });

  it('follows a login in another tab', async () => {
    serverWithTokens('new');
    const [one, other] = [openTab(), openTab()];
    await other.restore();

    one.signIn(tokensOf('one'));

    await vi.waitFor(() => {
      expect(other.user?.username).toBe('lan');
    });
    expect(other.joined).toBe(1);
    expect(one.joined).toBe(0);
  });

  it('forgets the session even when the server cannot be told', async () => {
    fakeServer({ 'DELETE /api/v1/auth/sessions/current': noNetwork });
    const [one, other] = [openTab(), openTab()];
    other.signIn(tokensOf('other'));
    one.signIn(tokensOf('one'));

    await expect(one.signOut()).rejects.toBeInstanceOf(Outage);

    expect(one.status).toBe('guest');
    expect(other.status).toBe('guest');
  });
});

it('never sends the token with sign-in calls', async () => {
  const server = fakeServer({ 'POST /api/v1/auth/recoveries': () => undefined });
  useSession().signIn(tokensOf('secret'));

  await unwrap(api.POST('/api/v1/auth/recoveries', { body: { email: 'a@b.c', locale: 'en' } }));

  expect(server.calls[0]?.authorization).toBeNull();
});
