import type { RouteRecordRaw } from '@/shared/router';

const messages = ['market', 'task', 'publish'];

export const routes: RouteRecordRaw[] = [
  {
    path: '/publish-task/',
    name: 'publish-task',
    component: () => import('./pages/PublishPage.vue'),
    meta: { title: 'titles.publish', messages, requires: 'PUBLISH_TASK' },
  },
  {
    path: '/my-tasks/',
    name: 'my-tasks',
    component: () => import('./pages/MyTasksPage.vue'),
    meta: { title: 'titles.myTasks', messages, requires: 'session' },
  },
];
