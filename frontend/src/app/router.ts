import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { useMessages } from '@/shared/i18n';
import { returnPath, useSession } from '@/shared/session';
import '@/shared/router';
import { routes } from './routes';

const RELOADED_FOR = 'guildhall.reloaded-for';

/** Every page has one address, and it ends with a slash. */
function withSlash(to: RouteLocationNormalized) {
  return to.path.endsWith('/') ? null : { path: `${to.path}/`, query: to.query, hash: to.hash, replace: true };
}

export function loginFor(path: string) {
  return { path: '/login/', query: { returnTo: path } };
}

export function makeRouter(history = createWebHistory()) {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
  });

  router.beforeEach(async (to) => {
    const slash = withSlash(to);
    if (slash) {
      return slash;
    }
    const session = useSession();
    if (to.meta.requires || to.meta.guestOnly) {
      await session.restored();
    }
    if (to.meta.requires && session.status === 'guest') {
      return loginFor(to.fullPath);
    }
    if (to.meta.guestOnly && session.signedIn) {
      return { path: returnPath(to.query['returnTo']), replace: true };
    }
    await useMessages(to.meta.messages ?? []);
    return true;
  });

  // A page chunk that is gone means that a new version was installed: load it, once.
  router.onError((_error, to) => {
    const target = to.fullPath;
    if (sessionStorage.getItem(RELOADED_FOR) !== target) {
      sessionStorage.setItem(RELOADED_FOR, target);
      window.location.assign(target);
    }
  });
  router.afterEach(() => {
    sessionStorage.removeItem(RELOADED_FOR);
  });
  return router;
}
