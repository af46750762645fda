import { screen, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import type { Me } from '@/shared/api';
import { player } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import WalletPage from './WalletPage.vue';

const ADDRESS = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const SITE = { chainId: 31337, demoWallet: null, publicUrl: 'http://localhost:8080', termsVersion: '1' };

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
    expect(server.bodiesOf('DELETE /api/v1/me/wallet')).toHaveLength(0);
    await user.click(dialog.getByRole('button', { name: '解除关联' }));

    expect(await screen.findByRole('heading', { name: '关联钱包' })).toBeInTheDocument();
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
