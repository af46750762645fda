import { VueQueryPlugin } from '@tanstack/vue-query';
import userEvent from '@testing-library/user-event';
import { cleanup, render } from '@testing-library/vue';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach } from 'vitest';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router';
import { queryClient, type Me } from '@/shared/api';
import { i18n, registerMessages, useMessages, type MessageLoader } from '@/shared/i18n';
import { useSession } from '@/shared/session';
import { tokensFor } from './fixtures';

export interface PageOptions {
  /** The address that the page is opened at. */
  path: string;
  /** Its pattern, when it has parameters. */
  pattern?: string;
  /** Who is logged in; nobody when absent. */
  user?: Me;
  /** The feature's message files, by path. */
  messages?: { name: string; files: Record<string, MessageLoader> };
}

const open: (() => void)[] = [];

/** Opens a page as the application does: router, session, queries and messages are the real ones. */
export async function renderPage(page: Component, { path, pattern, user, messages }: PageOptions) {
  queryClient.clear();
  const pinia = createPinia();
  setActivePinia(pinia);
  const session = useSession();
  open.push(session.leaveTabs);
  if (user) {
    session.signIn(tokensFor(user));
  }
  if (messages) {
    registerMessages(messages.name, (locale) => messages.files[`./messages/${locale}.json`]);
    await useMessages([messages.name]);
  }
  const nowhere = { render: () => null };
  const routes: RouteRecordRaw[] = [
    { path: pattern ?? path.replace(/\?.*/, ''), component: page, meta: { title: 'titles.home' } },
    { path: '/:rest(.*)*', component: nowhere, meta: { title: 'titles.home' } },
  ];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  const view = render(page, {
    global: { plugins: [pinia, i18n, router, [VueQueryPlugin, { queryClient }]] },
  });
  return { ...view, router, session, user: userEvent.setup({ delay: null }) };
}

afterEach(() => {
  cleanup();
  open.splice(0).forEach((leave) => {
    leave();
  });
});
