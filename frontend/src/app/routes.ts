import type { RouteRecordRaw } from 'vue-router';
import { routes as account } from '@/features/account/routes';
import { routes as home } from '@/features/home/routes';
import { routes as signIn } from '@/features/sign-in/routes';
import { routes as site } from '@/features/site/routes';

/** Every feature brings its own routes; the last one catches what nobody knows. */
export const routes: RouteRecordRaw[] = [{ path: '/', redirect: '/index/' }, ...home, ...account, ...signIn, ...site];
