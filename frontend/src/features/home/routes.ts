import type { RouteRecordRaw } from '@/shared/router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/index/',
    name: 'home',
    component: () => import('./pages/HomePage.vue'),
    meta: { title: 'titles.home', messages: ['home', 'market'] },
  },
];
