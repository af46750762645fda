import type { RouteRecordRaw } from '@/shared/router';

// The phone's fields are those of the registration.
const messages = ['account', 'sign-in'];

export const routes: RouteRecordRaw[] = [
  {
    path: '/user-info/',
    name: 'account',
    component: () => import('./pages/InformationPage.vue'),
    meta: { title: 'account.information', messages, requires: 'session' },
  },
  {
    path: '/user-info/security/',
    name: 'account-security',
    component: () => import('./pages/SecurityPage.vue'),
    meta: { title: 'account.security', messages, requires: 'session' },
  },
  {
    path: '/user-info/system-admin/',
    name: 'account-system-admin',
    component: () => import('./pages/SystemAdminPage.vue'),
    meta: { title: 'account.systemAdmin', messages, requires: 'session' },
  },
];
