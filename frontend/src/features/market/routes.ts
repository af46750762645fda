import type { RouteRecordRaw } from '@/shared/router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/task-market/',
    name: 'market',
    component: () => import('./pages/MarketPage.vue'),
    meta: { title: 'titles.market', messages: ['market'] },
  },
];
