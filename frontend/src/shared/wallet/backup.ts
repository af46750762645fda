import { saveFile } from '@/shared/files';
import type { Vault } from './browserVault';

/** Hands the encrypted key to the downloads: the only copy outside of this browser. */
export function saveBackup(vault: Vault): void {
  const content = new Blob([JSON.stringify(vault, null, 2)], { type: 'application/json' });
  saveFile(content, `guildhall-wallet-${vault.address}.json`);
}
