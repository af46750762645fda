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

const WALLET: NextStep = { label: 'site.soon.doWallet', to: '/user-info/wallet/', icon: 'wallet' };
const PUBLISHER: NextStep = { label: 'site.soon.doPublisher', to: '/user-info/wallet/', icon: 'market' };
const VERIFY: NextStep = { label: 'site.soon.doVerify', to: '/user-info/', icon: 'badge' };
const PROFILE: NextStep = { label: 'site.soon.doProfile', to: '/user-info/', icon: 'person' };
const ESCROW: NextStep = { label: 'site.soon.doEscrow', to: '/help/#escrow', icon: 'lock' };
const POINTS: NextStep = { label: 'site.soon.doPoints', to: '/help/#points', icon: 'coin' };

export const REGISTER: NextStep = { label: 'site.soon.doRegister', to: '/register/', icon: 'person' };

export const UPCOMING = {
  market: { title: 'titles.market', icon: 'market', promises: 4, steps: [WALLET, PUBLISHER, ESCROW] },
  community: { title: 'titles.community', icon: 'community', promises: 4, steps: [VERIFY, PROFILE] },
  mall: { title: 'titles.mall', icon: 'mall', promises: 3, steps: [POINTS, PROFILE] },
  orders: { title: 'titles.orders', icon: 'orders', promises: 2, steps: [POINTS] },
  cart: { title: 'titles.cart', icon: 'mall', promises: 2, steps: [POINTS] },
  product: { title: 'titles.product', icon: 'mall', promises: 2, steps: [POINTS] },
} as const satisfies Record<string, UpcomingPlace>;

export type UpcomingName = keyof typeof UPCOMING;
