import type { RouteRecordRaw } from '@/shared/router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/:unknown(.*)*',
    name: 'not-found',
    component: () => import('./pages/NotFoundPage.vue'),
    meta: { title: 'titles.notFound', messages: ['site'] },
  },
];
