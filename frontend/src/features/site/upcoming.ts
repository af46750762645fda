import type { IconName } from '@/shared/ui';

/** Something that can be done today. */
export interface NextStep {
  label: string;
  to: string;
  icon: IconName;
}

/** A place whose service is still to come: what will be there, and what can be done now. */
export interface UpcomingPlace {
  title: string;
  icon: IconName;
  /** How many lines say what will be there. */
  promises: number;
  steps: readonly NextStep[];
}

const VERIFY: NextStep = { label: 'site.soon.doVerify', to: '/user-info/', icon: 'badge' };
const PROFILE: NextStep = { label: 'site.soon.doProfile', to: '/user-info/', icon: 'person' };
const POINTS: NextStep = { label: 'site.soon.doPoints', to: '/help/#points', icon: 'coin' };

export const REGISTER: NextStep = { label: 'site.soon.doRegister', to: '/register/', icon: 'person' };

export const UPCOMING = {
  community: { title: 'titles.community', icon: 'community', promises: 4, steps: [VERIFY, PROFILE] },
  mall: { title: 'titles.mall', icon: 'mall', promises: 3, steps: [POINTS, PROFILE] },
  orders: { title: 'titles.orders', icon: 'orders', promises: 2, steps: [POINTS] },
  cart: { title: 'titles.cart', icon: 'mall', promises: 2, steps: [POINTS] },
  product: { title: 'titles.product', icon: 'mall', promises: 2, steps: [POINTS] },
} as const satisfies Record<string, UpcomingPlace>;

export type UpcomingName = keyof typeof UPCOMING;
