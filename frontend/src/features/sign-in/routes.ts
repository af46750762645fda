import type { RouteRecordRaw } from '@/shared/router';

const messages = ['sign-in'];

export const routes: RouteRecordRaw[] = [
  {
    path: '/login/',
    name: 'login',
    component: () => import('./pages/LoginPage.vue'),
    meta: { title: 'titles.login', messages, guestOnly: true },
  },
  {
    path: '/register/',
    name: 'register',
    component: () => import('./pages/RegisterPage.vue'),
    meta: { title: 'titles.register', messages, guestOnly: true },
  },
  {
    path: '/recover/',
    name: 'recover',
    component: () => import('./pages/RecoverPage.vue'),
    meta: { title: 'titles.recover', messages },
  },
  {
    path: '/reset-password/',
    name: 'reset-password',
    component: () => import('./pages/ResetPasswordPage.vue'),
    meta: { title: 'titles.resetPassword', messages },
  },
  {
    path: '/verify-email/',
    name: 'verify-email',
    component: () => import('./pages/VerifyEmailPage.vue'),
    meta: { title: 'titles.verifyEmail', messages },
  },
];
