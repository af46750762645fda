import { afterEach, expect, it, vi } from 'vitest';
import { verifyTypedData } from 'viem';
import type { TypedData } from '@/shared/api';
import { makeVault } from './browserVault';
import { browserPrompt, browserProvider, keepVault } from './browserWallet';

const PHRASE = 'a long enough passphrase';
const TYPED: TypedData = {
  domain: {
    name: 'Guildhall Task Escrow',
    version: '1',
    chainId: 31337,
    verifyingContract: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
  },
  types: {
    EIP712Domain: [],
    Claim: [
      { name: 'task', type: 'bytes32' },
      { name: 'openedIn', type: 'uint256' },
      { name: 'worker', type: 'address' },
    ],
  },
  primaryType: 'Claim',
  message: {
    task: `0x${'ab'.repeat(32)}`,
    openedIn: '17',
    worker: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  },
};

afterEach(() => {
  keepVault(null);
  browserPrompt.value = null;
});

it('signs what it shows, after the right passphrase', async () => {
  const vault = await makeVault(PHRASE);
  keepVault(vault);

  const signature = browserProvider.request({
    method: 'eth_signTypedData_v4',
    params: [vault.address, JSON.stringify(TYPED)],
  });
  await vi.waitFor(() => {
    expect(browserPrompt.value?.kind).toBe('sign');
  });
  const prompt = browserPrompt.value;
  if (prompt?.kind !== 'sign') {
    throw new Error('no prompt');
  }
  expect(prompt.message).toContain('openedIn: 17');
  await expect(prompt.sign('wrong')).rejects.toMatchObject({ code: 'passphrase-wrong' });
  await prompt.sign(PHRASE);

  const types = { Claim: TYPED.types['Claim'] };
  const valid = await verifyTypedData({
    ...TYPED,
    types,
    domain: { ...TYPED.domain, verifyingContract: TYPED.domain.verifyingContract as `0x${string}` },
    address: vault.address as `0x${string}`,
    signature: (await signature) as `0x${string}`,
  } as Parameters<typeof verifyTypedData>[0]);
  expect(valid).toBe(true);
});

it('can be refused', async () => {
  keepVault(await makeVault(PHRASE));

  const signature = browserProvider.request({ method: 'personal_sign', params: ['0x68690a', '0x'] });
  await vi.waitFor(() => {
    expect(browserPrompt.value?.kind).toBe('sign');
  });
  if (browserPrompt.value?.kind === 'sign') {
    browserPrompt.value.refuse();
  }

  await expect(signature).rejects.toMatchObject({ code: 4001 });
});

it('sends no transactions', async () => {
  await expect(browserProvider.request({ method: 'eth_sendTransaction', params: [{}] })).rejects.toMatchObject({
    code: 'wallet-cannot-send',
  });
});
