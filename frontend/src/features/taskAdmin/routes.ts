import type { RouteRecordRaw } from '@/shared/router';

const messages = ['admin', 'market', 'task', 'taskAdmin'];

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/task-reviews/',
    name: 'admin-task-reviews',
    component: () => import('./pages/TaskReviewsPage.vue'),
    meta: { title: 'admin.taskReviews', messages, requires: 'MANAGE_SYSTEM' },
  },
  {
    path: '/admin/task-disputes/',
    name: 'admin-task-disputes',
    component: () => import('./pages/TaskDisputesPage.vue'),
    meta: { title: 'admin.taskDisputes', messages, requires: 'MANAGE_SYSTEM' },
  },
];
