import type { Me } from '@/shared/api';
import type { IconName } from '@/shared/ui';

/** Something that makes an account safer or more useful, and whether it is done. */
export interface AccountStep {
  name: 'Email' | 'Wallet' | 'Password' | 'Factor';
  to: string;
  icon: IconName;
  done: boolean;
}

export function nextSteps(user: Me): AccountStep[] {
  const steps: AccountStep[] = [
    { name: 'Email', to: '/user-info/', icon: 'mail', done: user.emailVerified },
    { name: 'Wallet', to: '/user-info/wallet/', icon: 'wallet', done: user.ethereumAddress !== null },
    { name: 'Factor', to: '/user-info/security/', icon: 'shield', done: user.secondFactor },
  ];
  if (!user.hasPassword) {
    steps.splice(2, 0, { name: 'Password', to: '/user-info/security/', icon: 'key', done: false });
  }
  return steps;
}
