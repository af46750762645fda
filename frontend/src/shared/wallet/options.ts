import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSite } from '@/shared/api';
import { canEncrypt } from './browserVault';
import { browserProvider } from './browserWallet';
import { makeDemoProvider } from './demoWallet';
import { useDiscoveredWallets } from './discovery';
import type { WalletOption } from './provider';

/** Every wallet that somebody can choose here: those of the browser's extensions, one made in this browser, and the local stack's. */
export function useWalletOptions(): ComputedRef<readonly WalletOption[]> {
  const { t } = useI18n();
  const site = useSite();
  const discovered = useDiscoveredWallets();

  return computed(() => {
    const own = canEncrypt()
      ? [{ id: 'browser', name: t('wallet.own'), icon: null, demo: false, own: true, provider: browserProvider }]
      : [];
    const demo = site.data.value?.demoWallet;
    if (!demo) {
      return [...discovered.value, ...own];
    }
    const provider = makeDemoProvider(demo.accounts, site.data.value?.chainId ?? 0);
    return [...discovered.value, ...own, { id: 'demo', name: t('wallet.demo'), icon: null, demo: true, provider }];
  });
}
