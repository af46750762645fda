import type { RouteRecordRaw } from 'vue-router';
import { routes as account } from '@/features/account/routes';
import { routes as admin } from '@/features/admin/routes';
import { routes as home } from '@/features/home/routes';
import { routes as market } from '@/features/market/routes';
import { routes as publish } from '@/features/publish/routes';
import { routes as taskAdmin } from '@/features/taskAdmin/routes';
import { routes as task } from '@/features/task/routes';
import { routes as signIn } from '@/features/sign-in/routes';
import { routes as site } from '@/features/site/routes';

/** Every feature brings its own routes; the last one catches what nobody knows. */
export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/index/' },
  ...home,
  ...account,
  ...admin,
  ...market,
  ...publish,
  ...task,
  ...taskAdmin,
  ...signIn,
  ...site,
];
