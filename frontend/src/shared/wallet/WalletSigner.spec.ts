import userEvent from '@testing-library/user-event';
import { screen } from '@testing-library/vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeServer } from '@/shared/testing/server';
import { mount } from '@/shared/testing/mount';
import { disconnectWallet, walletAddress } from './connection';
import { dismissWalletNotice, walletNotice } from './notice';
import type { Provider } from './provider';
import WalletSigner from './WalletSigner.vue';

const FIRST = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const SECOND = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const CHALLENGE = {
  nonce: 'k13wvEnQ7tZ0aXb4',
  domain: 'guildhall.example',
  uri: 'https://guildhall.example',
  chainId: 31337,
  statement: 'Sign in to Guildhall. This costs no gas.',
  issuedAt: '2026-11-22T08:00:00.000Z',
  expirationTime: '2026-11-22T08:05:00.000Z',
  version: '1',
};

class RefusedByPerson extends Error {
  readonly code = 4001;
}

/** A wallet extension as EIP-6963 and EIP-1193 describe one; each answer can be replaced. */
function makeWallet(answers: Record<string, () => unknown> = {}) {
  const asked: { method: string; params?: readonly unknown[] | undefined }[] = [];
  const listeners = new Map<string, (value: unknown) => void>();
  const replies: Record<string, () => unknown> = {
    eth_requestAccounts: () => [FIRST.toLowerCase()],
    eth_chainId: () => '0x7a69',
    personal_sign: () => '0xsigned',
    ...answers,
  };
  const provider: Provider = {
    request: async ({ method, params }) => {
      asked.push({ method, params });
      return replies[method]?.();
    },
    on: (event, listener) => listeners.set(event, listener as (value: unknown) => void),
    removeListener: (event) => listeners.delete(event),
  };
  window.addEventListener('eip6963:requestProvider', announce);
  function announce(): void {
    const detail = { info: { uuid: 'w1', name: 'Fox Wallet', icon: 'https://tracker.example/fox.png' }, provider };
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  }
  return {
    asked,
    replies,
    emit: (event: string, value: unknown) => listeners.get(event)?.(value),
    leave: () => {
      window.removeEventListener('eip6963:requestProvider', announce);
    },
  };
}

let wallet: ReturnType<typeof makeWallet>;

beforeEach(() => {
  wallet = makeWallet();
  disconnectWallet();
  dismissWalletNotice();
  fakeServer({
    'GET /api/v1/site': () => ({ chainId: 31337, demoWallet: null, publicUrl: '', termsVersion: '1' }),
    'POST /api/v1/auth/wallet-challenges': () => CHALLENGE,
  });
});

afterEach(() => {
  wallet.leave();
});

async function open(submit = vi.fn<() => Promise<void>>().mockResolvedValue()) {
  await mount(WalletSigner, { props: { action: '签名并登录', submit } });
  return submit;
}

const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

it('discovers a wallet, connects without signing, then signs the message of the challenge', async () => {
  const submit = await open();

  await click('Fox Wallet');
  expect(await screen.findByText(/已连接：0xf39F…2266/)).toBeVisible();
  expect(wallet.asked.map(({ method }) => method)).not.toContain('personal_sign');
  await click('签名并登录');

  await vi.waitFor(() => {
    expect(submit).toHaveBeenCalledOnce();
  });
  const [{ address, message, signature }] = submit.mock.calls[0] as unknown as [Record<string, string>];
  expect(address).toBe(FIRST);
  expect(signature).toBe('0xsigned');
  expect(message).toBe(
    [
      'guildhall.example wants you to sign in with your Ethereum account:',
      FIRST,
      '',
      'Sign in to Guildhall. This costs no gas.',
      '',
      'URI: https://guildhall.example',
      'Version: 1',
      'Chain ID: 31337',
      'Nonce: k13wvEnQ7tZ0aXb4',
      'Issued At: 2026-11-22T08:00:00.000Z',
      'Expiration Time: 2026-11-22T08:05:00.000Z',
    ].join('\n'),
  );
});

it('loads no picture from elsewhere', async () => {
  await open();

  await screen.findByRole('button', { name: 'Fox Wallet' });

  expect(document.querySelector('img')).toBeNull();
});

it('recovers from a refused connection', async () => {
  wallet.replies['eth_requestAccounts'] = () => {
    throw new RefusedByPerson();
  };
  await open();

  await click('Fox Wallet');
  expect(await screen.findByText(/你在钱包里拒绝了请求/)).toBeVisible();
  wallet.replies['eth_requestAccounts'] = () => [FIRST];
  await click('Fox Wallet');

  expect(await screen.findByText(/已连接/)).toBeVisible();
});

it('keeps the focus where somebody is: at the wallet that was refused, then at what stands in its place', async () => {
  let refuse: () => void = () => undefined;
  wallet.replies['eth_requestAccounts'] = () =>
    new Promise((_, reject) => {
      refuse = () => reject(new RefusedByPerson());
    });
  await open();
  const choice = await screen.findByRole('button', { name: 'Fox Wallet' });
  choice.focus();
  await userEvent.keyboard('{Enter}');
  // A disabled control would have lost the focus by now.
  expect(await screen.findByText(/请在钱包里同意连接/)).toBeVisible();
  expect(choice).toBeEnabled();
  refuse();
  expect(await screen.findByText(/你在钱包里拒绝了请求/)).toHaveFocus();

  wallet.replies['eth_requestAccounts'] = () => [FIRST];
  await click('Fox Wallet');
  const connected = (await screen.findByText(/已连接/)).closest('p');
  await vi.waitFor(() => {
    expect(connected).toHaveFocus();
  });

  await click('换一个钱包');
  await vi.waitFor(() => {
    expect(screen.getByRole('button', { name: 'Fox Wallet' })).toHaveFocus();
  });
});

it('recovers from a refused signature', async () => {
  wallet.replies['personal_sign'] = () => {
    throw new RefusedByPerson();
  };
  const submit = await open();

  await click('Fox Wallet');
  await click('签名并登录');
  expect(await screen.findByText(/你在钱包里拒绝了请求/)).toBeVisible();
  expect(submit).not.toHaveBeenCalled();
  wallet.replies['personal_sign'] = () => '0xsigned';
  await click('签名并登录');

  await vi.waitFor(() => {
    expect(submit).toHaveBeenCalledOnce();
  });
});

it('tells a wallet without accounts to be locked', async () => {
  wallet.replies['eth_requestAccounts'] = () => [];
  await open();

  await click('Fox Wallet');

  expect(await screen.findByText(/请先解锁钱包/)).toBeVisible();
});

it('tells a wrong chain and still signs', async () => {
  wallet.replies['eth_chainId'] = () => '0x1';
  const submit = await open();

  await click('Fox Wallet');
  expect(await screen.findByText(/钱包现在连的是链 1，本站使用链 31337/)).toBeVisible();
  await click('签名并登录');

  await vi.waitFor(() => {
    expect(submit).toHaveBeenCalledOnce();
  });
});

it('notices another account and a wallet that leaves', async () => {
  await open();
  await click('Fox Wallet');
  await screen.findByText(/已连接/);

  wallet.emit('accountsChanged', [SECOND]);
  await vi.waitFor(() => {
    expect(walletNotice.value).toEqual({ kind: 'changed', address: SECOND });
  });
  wallet.emit('accountsChanged', []);

  expect(walletNotice.value).toEqual({ kind: 'gone' });
  expect(walletAddress.value).toBeNull();
});
