import type { IconName } from '@/shared/ui';

export interface NavigationItem {
  path: string;
  /** Message key of the full name, and of the short one for the tabs. */
  label: string;
  short: string;
  icon: IconName;
  /** Paths that belong to it besides its own. */
  also?: readonly string[];
}

/** The places of the site, in the order of the header. */
export const NAVIGATION: readonly NavigationItem[] = [
  { path: '/index/', label: 'nav.home', short: 'nav.homeShort', icon: 'home' },
  {
    path: '/task-market/',
    label: 'nav.market',
    short: 'nav.marketShort',
    icon: 'market',
    also: ['/task/', '/publish-task/'],
  },
  { path: '/game-community/', label: 'nav.community', short: 'nav.communityShort', icon: 'community' },
  {
    path: '/point-mall/',
    label: 'nav.mall',
    short: 'nav.mallShort',
    icon: 'mall',
    also: ['/product-page/', '/shopping-cart/'],
  },
];

/** What the personal menu leads to. */
export const PERSONAL: readonly NavigationItem[] = [
  { path: '/user-info/', label: 'nav.info', short: 'nav.info', icon: 'person' },
  { path: '/my-tasks/', label: 'nav.tasks', short: 'nav.tasks', icon: 'market' },
  { path: '/my-orders/', label: 'nav.orders', short: 'nav.orders', icon: 'orders' },
  { path: '/user-info/settings/', label: 'nav.settings', short: 'nav.settings', icon: 'settings' },
];

export function isWithin(item: NavigationItem, path: string): boolean {
  return [item.path, ...(item.also ?? [])].some((own) => path.startsWith(own));
}
