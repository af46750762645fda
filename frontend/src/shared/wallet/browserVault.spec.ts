import { afterEach, expect, it } from 'vitest';
import { makeVault, openVault, readVault, restoreVault, storedVault, storeVault } from './browserVault';

const PHRASE = '一句很长的口令 correct horse';

afterEach(() => {
  storeVault(null);
});

it('keeps the key encrypted, and opens it with the passphrase only', async () => {
  const vault = await makeVault(PHRASE);
  const key = await openVault(vault, PHRASE);

  expect(key).toMatch(/^0x[0-9a-f]{64}$/);
  expect(JSON.stringify(vault)).not.toContain(key.slice(2));
  await expect(openVault(vault, `${PHRASE}!`)).rejects.toMatchObject({ code: 'passphrase-wrong' });
});

it('survives the browser: stored, backed up, restored', async () => {
  const vault = await makeVault(PHRASE);
  storeVault(vault);

  expect(storedVault()).toEqual(vault);
  expect(await restoreVault(JSON.stringify(vault), PHRASE)).toEqual(vault);
});

it('takes no file that shows another address than its key has', async () => {
  const vault = await makeVault(PHRASE);
  const forged = { ...vault, address: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266' };

  await expect(restoreVault(JSON.stringify(forged), PHRASE)).rejects.toMatchObject({ code: 'passphrase-wrong' });
});

it.each([
  ['no JSON', 'x'],
  ['another file', '{"version":3}'],
])('refuses %s as a backup', async (_, text) => {
  await expect(restoreVault(text, PHRASE)).rejects.toMatchObject({ code: 'backup-invalid' });
});

it('refuses a backup whose passphrase would be cheap to guess', async () => {
  const vault = await makeVault(PHRASE);
  const weak = { ...vault, kdf: { ...vault.kdf, iterations: 1 } };

  expect(readVault(JSON.stringify(weak))).toBeNull();
});
