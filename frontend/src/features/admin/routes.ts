import type { RouteRecordRaw } from '@/shared/router';

const messages = ['admin'];

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/',
    name: 'admin',
    component: () => import('./pages/AdminPage.vue'),
    meta: { title: 'nav.admin', messages, requires: 'MANAGE_USERS' },
  },
  {
    path: '/admin/users/',
    name: 'admin-users',
    component: () => import('./pages/UsersPage.vue'),
    meta: { title: 'admin.users', messages, requires: 'MANAGE_USERS' },
  },
  {
    path: '/admin/users/:userId(\\d+)/',
    name: 'admin-user',
    component: () => import('./pages/UserPage.vue'),
    meta: { title: 'admin.user', messages, requires: 'MANAGE_USERS' },
  },
  {
    path: '/admin/verification/',
    name: 'admin-verification',
    component: () => import('./pages/VerificationPage.vue'),
    meta: { title: 'admin.verification', messages, requires: 'MANAGE_USERS' },
  },
  {
    path: '/admin/audit/',
    name: 'admin-audit',
    component: () => import('./pages/AuditPage.vue'),
    meta: { title: 'admin.audit', messages, requires: 'MANAGE_USERS' },
  },
];
