import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { Provider, WalletOption } from './provider';

interface Announcement {
  info: { uuid: string; name: string; icon: string };
  provider: Provider;
}

const ANNOUNCE = 'eip6963:announceProvider';
const REQUEST = 'eip6963:requestProvider';

/** The wallets that announce themselves by EIP-6963, now and later. */
export function useDiscoveredWallets(): ShallowRef<readonly WalletOption[]> {
  const wallets = shallowRef<readonly WalletOption[]>([]);

  function hear(event: Event): void {
    const { info, provider } = (event as CustomEvent<Announcement>).detail;
    if (wallets.value.some((wallet) => wallet.id === info.uuid)) {
      return;
    }
    const icon = info.icon.startsWith('data:image/') ? info.icon : null;
    wallets.value = [...wallets.value, { id: info.uuid, name: info.name, icon, demo: false, provider }];
  }

  window.addEventListener(ANNOUNCE, hear);
  window.dispatchEvent(new Event(REQUEST));
  onScopeDispose(() => {
    window.removeEventListener(ANNOUNCE, hear);
  });
  return wallets;
}
