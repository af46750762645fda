import { screen, within } from '@testing-library/vue';
import { describe, expect, it, vi } from 'vitest';
import type { Me } from '@/shared/api';
import { player } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import WalletPage from './WalletPage.vue';

const ADDRESS = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const SITE = { chainId: 31337, demoWallet: null, publicUrl: 'http://localhost:8080', termsVersion: '1' };

const CHALLENGE = {
  nonce: 'k13wvEnQ7tZ0aXb4',
  domain: 'localhost:8080',
  uri: 'http://localhost:8080',
  chainId: 31337,
  statement: 'Prove it.',
  issuedAt: '2026-11-22T08:00:00.000Z',
  expirationTime: '2026-11-22T08:05:00.000Z',
  version: '1',
};

/** An extension that signs whatever it is asked to. */
function installWallet() {
  const sign = vi.fn(() => '0xsigned');
  const answers: Record<string, () => unknown> = {
    eth_requestAccounts: () => [ADDRESS],
    eth_chainId: () => '0x7a69',
    personal_sign: sign,
  };
  const provider = {
    request: ({ method }: { method: string }) => Promise.resolve(answers[method]?.()),
    on: () => undefined,
    removeListener: () => undefined,
  };
  window.addEventListener('eip6963:requestProvider', () => {
    const detail = { info: { uuid: 'w1', name: 'Fox Wallet', icon: '' }, provider };
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  });
  return sign;
}

async function open(me: Me, answers: Record<string, Answer> = {}) {
  const server = fakeServer({ 'GET /api/v1/me': () => me, 'GET /api/v1/site': () => SITE, ...answers });
  return { server, ...(await renderPage(WalletPage, { path: '/user-info/wallet/', user: me })) };
}

describe('the wallet page', () => {
  it('offers to link a wallet when none is linked', async () => {
    await open(player());

    expect(screen.getByRole('heading', { name: '关联钱包' })).toBeInTheDocument();
    expect(await screen.findByText(/没有发现浏览器钱包/)).toBeInTheDocument();
  });

  it('shows the whole address and unlinks it after a question', async () => {
    const me = player({ ethereumAddress: ADDRESS });
    const { server, user } = await open(me, {
      'DELETE /api/v1/me/wallet': () => ({ ...me, ethereumAddress: null }),
    });

    expect(screen.getByText(ADDRESS)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '解除关联' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: '解除关联' }));
    expect(server.bodiesOf('DELETE /api/v1/me/wallet')).toHaveLength(0);
    await user.type(dialog.getByLabelText('当前密码'), 'violet-anchor');
    await user.click(dialog.getByRole('button', { name: '解除关联' }));

    expect(await screen.findByRole('heading', { name: '关联钱包' })).toBeInTheDocument();
    expect(server.bodiesOf('DELETE /api/v1/me/wallet')).toEqual([{ password: 'violet-anchor' }]);
  });

  it('links a wallet after the password, and asks for no second signature when that was wrong', async () => {
    const me = player();
    const sign = installWallet();
    const { server, user } = await open(me, {
      'POST /api/v1/auth/wallet-challenges': () => CHALLENGE,
      'POST /api/v1/me/wallet': () =>
        problem(400, 'password-wrong', { errors: [{ field: 'password', code: 'password-wrong', message: '' }] }),
    });

    await user.click(await screen.findByRole('button', { name: 'Fox Wallet' }));
    await user.click(await screen.findByRole('button', { name: '签名并关联' }));
    const dialog = within(await screen.findByRole('dialog', { name: '关联钱包' }));
    expect(dialog.getByText(/0x7099…79C8/)).toBeInTheDocument();
    expect(server.bodiesOf('POST /api/v1/me/wallet')).toHaveLength(0);
    await user.type(dialog.getByLabelText('当前密码'), 'lantern');
    await user.click(dialog.getByRole('button', { name: '关联' }));
    expect(await dialog.findByText('密码不对。')).toBeInTheDocument();

    server.answer('POST /api/v1/me/wallet', () => ({ ...me, ethereumAddress: ADDRESS }));
    await user.type(dialog.getByLabelText('当前密码'), '-soup');
    await user.click(dialog.getByRole('button', { name: '关联' }));

    expect(await screen.findByText('钱包已关联。')).toBeInTheDocument();
    expect(sign).toHaveBeenCalledOnce();
    expect(server.bodiesOf('POST /api/v1/me/wallet')).toMatchObject([
      { signature: '0xsigned', password: 'lantern' },
      { signature: '0xsigned', password: 'lantern-soup' },
    ]);
  });

  it('explains that the only way to log in cannot be taken away, before and after trying', async () => {
    const { user } = await open(player({ ethereumAddress: ADDRESS, hasPassword: false }), {
      'DELETE /api/v1/me/wallet': () => problem(409, 'last-credential'),
    });

    expect(screen.getByText(/这个钱包是你唯一的登录方式/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '设置密码' })).toHaveAttribute('href', '/user-info/security/');
    await user.click(screen.getByRole('button', { name: '解除关联' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: '解除关联' }));

    expect(await dialog.findByText(/这是你唯一的登录方式/)).toBeInTheDocument();
    expect(screen.getByText(ADDRESS)).toBeInTheDocument();
  });
});
