import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { api, ApiProblem, queryClient, unwrap, useTokenSource } from '@/shared/api';
import type { Me, Permission, Tokens } from '@/shared/api';
import { noteSession, sessionIsLikely } from './hint';
import { alone, joinTabs, type TabMessage } from './tabs';

/** `unreachable`: there may be a session, but the server could not be asked. */
export type SessionStatus = 'restoring' | 'guest' | 'signed-in' | 'unreachable';

/** Why a session that this tab had is gone. */
export type SessionEnd = 'logged-out' | 'logged-out-elsewhere' | 'expired';

const RENEW_BEFORE_END_MS = 30_000;

export const useSession = defineStore('session', () => {
  const status = ref<SessionStatus>('restoring');
  const user = shallowRef<Me | null>(null);
  const ended = ref<SessionEnd | null>(null);
  /** Why the server could not be asked, while `unreachable`. */
  const failure = shallowRef<unknown>(null);
  /** Counts how often this tab followed a login in another one. */
  const joined = ref(0);
  /** Kept out of the reactive state on purpose: nothing renders it, nothing stores it. */
  let token: string | null = null;
  let tokenEndsAt = 0;
  let renewal: Promise<string | null> | null = null;
  let restoring: Promise<void> | null = null;
  /** Changes with each sign-in and sign-out, so that an answer that was under way for an older session is dropped. */
  let era = 0;

  const signedIn = computed(() => status.value === 'signed-in');

  function can(permission: Permission): boolean {
    return user.value?.permissions.includes(permission) ?? false;
  }

  function hold(tokens: Tokens): void {
    token = tokens.accessToken;
    tokenEndsAt = Date.now() + tokens.expiresIn * 1000;
    user.value = tokens.user;
    status.value = 'signed-in';
    ended.value = null;
    noteSession(true);
  }

  function drop(reason: SessionEnd | null): void {
    const had = status.value === 'signed-in';
    era += 1;
    token = null;
    tokenEndsAt = 0;
    user.value = null;
    status.value = 'guest';
    ended.value = had ? reason : null;
    noteSession(false);
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'site' });
  }

  async function renewOnce(): Promise<string | null> {
    const mine = era;
    try {
      const tokens = await alone(() => unwrap(api.POST('/api/v1/auth/refreshes')));
      if (mine !== era) {
        return token;
      }
      if (user.value !== null && user.value.id !== tokens.user.id) {
        queryClient.clear();
      }
      hold(tokens);
      return token;
    } catch (error) {
      if (mine !== era) {
        return token;
      }
      if (error instanceof ApiProblem && error.status === 401) {
        drop('expired');
        return null;
      }
      throw error;
    }
  }

  /** One renewal for everybody who waits for one. Null: the session has ended. Throws when the server is down. */
  function renew(): Promise<string | null> {
    renewal ??= renewOnce().finally(() => {
      renewal = null;
    });
    return renewal;
  }

  function giveUp(error: unknown): void {
    failure.value = error;
    status.value = 'unreachable';
  }

  /** Finds the session of an earlier visit, silently. */
  async function findSession(): Promise<void> {
    if (!sessionIsLikely()) {
      status.value = 'guest';
      return;
    }
    status.value = 'restoring';
    try {
      if ((await renew()) === null) {
        status.value = 'guest';
      }
    } catch (error) {
      giveUp(error);
    }
  }

  /** Looks for the session, again when the server could not be asked before. */
  function restore(): Promise<void> {
    restoring = status.value === 'signed-in' ? Promise.resolve() : findSession();
    return restoring;
  }

  /** Done when it is known whether there is a session. */
  function restored(): Promise<void> {
    return restoring ?? restore();
  }

  function hear(message: TabMessage): void {
    if (message.kind === 'signed-out') {
      drop('logged-out-elsewhere');
    } else if (message.userId !== user.value?.id) {
      era += 1;
      token = null;
      renewal = null;
      noteSession(true);
      void renew().then((held) => {
        joined.value += held === null ? 0 : 1;
      }, giveUp);
    }
  }

  const tabs = joinTabs(hear);

  /** Takes over the tokens of a sign-in or a registration. */
  function signIn(tokens: Tokens): void {
    era += 1;
    renewal = null;
    queryClient.clear();
    hold(tokens);
    tabs.tell({ kind: 'signed-in', userId: tokens.user.id });
  }

  /** Ends this session here, in every tab and on the server. The page forgets it even when the server cannot be told. */
  async function signOut(): Promise<void> {
    try {
      await alone(() => unwrap(api.DELETE('/api/v1/auth/sessions/current')));
    } finally {
      drop('logged-out');
      tabs.tell({ kind: 'signed-out' });
    }
  }

  /** The account changed: its own answer is newer than what is held. */
  function replaceUser(me: Me): void {
    if (status.value === 'signed-in') {
      user.value = me;
    }
  }

  useTokenSource({
    current: () =>
      token !== null && Date.now() > tokenEndsAt - RENEW_BEFORE_END_MS ? renew() : Promise.resolve(token),
    renewed: (refused) => (token !== null && token !== refused ? Promise.resolve(token) : renew()),
  });

  return {
    status,
    user,
    ended,
    failure,
    joined,
    signedIn,
    can,
    restore,
    restored,
    renew,
    signIn,
    signOut,
    replaceUser,
    leaveTabs: tabs.close,
  };
});
