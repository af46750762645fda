import type { RouteRecordRaw } from '@/shared/router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/task/',
    name: 'task',
    component: () => import('./pages/TaskPage.vue'),
    meta: { title: 'titles.task', messages: ['market', 'task'] },
  },
];
