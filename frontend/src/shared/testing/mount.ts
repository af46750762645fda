import { VueQueryPlugin } from '@tanstack/vue-query';
import { render } from '@testing-library/vue';
import { createPinia, setActivePinia } from 'pinia';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router';
import { queryClient } from '@/shared/api';
import { i18n } from '@/shared/i18n';

const BLANK = { template: '<h1>other page</h1>' };

/** Renders a component with everything that the application gives it. */
export async function mount(component: Component, options: { props?: Record<string, unknown>; path?: string } = {}) {
  const path = options.path ?? '/here/';
  const route = (at: string): RouteRecordRaw => ({ path: at, component: BLANK, meta: { title: 'titles.home' } });
  const router = createRouter({ history: createMemoryHistory(), routes: [route('/:any(.*)*')] });
  const pinia = createPinia();
  setActivePinia(pinia);
  queryClient.clear();
  await router.push(path);
  const view = render(component, {
    props: options.props ?? {},
    global: { plugins: [pinia, router, i18n, [VueQueryPlugin, { queryClient }]] },
  });
  return { ...view, router };
}
