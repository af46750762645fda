import type { RouteRecordRaw } from '@/shared/router';

const messages = ['sign-in'];

export const routes: RouteRecordRaw[] = [
  {
    path: '/login/',
    name: 'login',
    component: () => import('./pages/LoginPage.vue'),
    meta: { title: 'titles.login', messages, guestOnly: true },
  },
];
