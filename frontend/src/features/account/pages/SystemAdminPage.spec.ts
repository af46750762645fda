import { screen } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import { player, systemAdmin, tokensFor } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem } from '@/shared/testing/server';
import SystemAdminPage from './SystemAdminPage.vue';

const PATH = '/user-info/system-admin/';

describe('the page for the first system administrator', () => {
  it('explains a token that is wrong or used', async () => {
    const me = player();
    fakeServer({
      'GET /api/v1/me': () => me,
      'POST /api/v1/me/system-admin': () => problem(403, 'bootstrap-token-invalid'),
    });
    const { user } = await renderPage(SystemAdminPage, { path: PATH, user: me });

    await user.type(screen.getByLabelText('一次性令牌'), 'nonsense');
    await user.click(screen.getByRole('button', { name: '成为系统管理员' }));

    expect(await screen.findByText('这个管理员令牌无效，或者已经用过。')).toBeInTheDocument();
  });

  it('leads on to the second factor', async () => {
    const me = player();
    const admin = systemAdmin({ id: me.id, secondFactor: false, secondFactorRequired: true, permissions: ['POST'] });
    let claimed = false;
    const server = fakeServer({
      'GET /api/v1/me': () => (claimed ? admin : me),
      'POST /api/v1/me/system-admin': () => {
        claimed = true;
        return admin;
      },
      'POST /api/v1/auth/refreshes': () => tokensFor(admin),
    });
    const { user } = await renderPage(SystemAdminPage, { path: PATH, user: me });

    await user.type(screen.getByLabelText('一次性令牌'), ' one-time ');
    await user.click(screen.getByRole('button', { name: '成为系统管理员' }));

    expect(await screen.findByRole('link', { name: '打开安全页' })).toHaveAttribute('href', '/user-info/security/');
    expect(server.bodiesOf('POST /api/v1/me/system-admin')).toEqual([{ token: 'one-time' }]);
  });
});
