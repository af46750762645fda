import type { RouteRecordRaw } from '@/shared/router';
import type { UpcomingName } from './upcoming';

const messages = ['site'];

function page(name: string, path: string, component: RouteRecordRaw['component']): RouteRecordRaw {
  return { path, name, component, meta: { title: `titles.${name}`, messages } } as RouteRecordRaw;
}

function upcoming(name: UpcomingName, path: string, requires?: 'session'): RouteRecordRaw {
  return {
    path,
    name,
    component: () => import('./pages/UpcomingPage.vue'),
    props: { name },
    meta: { title: `titles.${name}`, messages, ...(requires ? { requires } : {}) },
  };
}

export const routes: RouteRecordRaw[] = [
  page('terms', '/terms/', () => import('./pages/TermsPage.vue')),
  page('privacy', '/privacy/', () => import('./pages/PrivacyPage.vue')),
  page('about', '/about/', () => import('./pages/AboutPage.vue')),
  page('contact', '/contact/', () => import('./pages/ContactPage.vue')),
  page('help', '/help/', () => import('./pages/HelpPage.vue')),
  upcoming('community', '/game-community/'),
  upcoming('mall', '/point-mall/'),
  upcoming('orders', '/my-orders/', 'session'),
  upcoming('cart', '/shopping-cart/'),
  upcoming('product', '/product-page/'),
  page('notFound', '/:unknown(.*)*', () => import('./pages/NotFoundPage.vue')),
];
