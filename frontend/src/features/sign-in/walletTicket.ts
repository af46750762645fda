import { ref } from 'vue';

/** Proof that somebody holds an address that no account has yet; good for one registration. */
export interface WalletTicket {
  ticket: string;
  address: string;
}

/** In memory only, and only until it is used: whoever has it may register the address. */
export const walletTicket = ref<WalletTicket | null>(null);
