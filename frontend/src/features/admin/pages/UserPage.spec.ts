import { screen, waitFor, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import type { AdminUser } from '@/shared/api';
import { systemAdmin } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import { account } from '../testing';
import UserPage from './UserPage.vue';

async function open(shown: AdminUser, answers: Record<string, Answer> = {}) {
  const server = fakeServer({ 'GET /api/v1/admin/users/{id}': () => shown, ...answers });
  const page = await renderPage(UserPage, {
    path: `/admin/users/${shown.id}/`,
    pattern: '/admin/users/:userId/',
    user: systemAdmin(),
  });
  await screen.findByRole('heading', { level: 1, name: shown.username });
  return { server, ...page };
}

describe('the page of a user', () => {
  it('changes roles only after showing what changes', async () => {
    const { server, user } = await open(account(), {
      'PUT /api/v1/admin/users/{id}/roles': () => account({ roles: ['PLAYER', 'TASK_PUBLISHER'] }),
    });
    const save = screen.getByRole('button', { name: '更改角色' });
    expect(save).toBeDisabled();
    expect(screen.getByRole('checkbox', { name: /^玩家/ })).toBeDisabled();

    await user.click(screen.getByRole('checkbox', { name: /任务发布者/ }));
    await user.click(save);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('增加：任务发布者')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: '更改角色' }));

    await waitFor(() => {
      expect(server.bodiesOf('PUT /api/v1/admin/users/{id}/roles')).toEqual([{ roles: ['PLAYER', 'TASK_PUBLISHER'] }]);
    });
    expect(await screen.findByText('rogue 的角色已更改。')).toBeInTheDocument();
  });

  it('explains that the last system administrator stays', async () => {
    const { user } = await open(account({ roles: ['PLAYER', 'SYSTEM_ADMIN'] }), {
      'PUT /api/v1/admin/users/{id}/roles': () => problem(409, 'last-system-admin'),
    });

    await user.click(screen.getByRole('checkbox', { name: /系统管理员/ }));
    await user.click(screen.getByRole('button', { name: '更改角色' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: '更改角色' }));

    expect(await dialog.findByText('至少要保留一位系统管理员。')).toBeInTheDocument();
  });

  it('bans with a reason and an end', async () => {
    const { server, user } = await open(account(), {
      'PUT /api/v1/admin/users/{id}/ban': () => account({ banned: true, banReason: '刷屏' }),
    });

    await user.click(screen.getByRole('button', { name: '封禁' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: '封禁' }));
    expect(await dialog.findByText('请填写这一项。')).toBeInTheDocument();

    await user.type(dialog.getByLabelText('原因'), '刷屏');
    await user.selectOptions(dialog.getByLabelText('时长'), '30');
    await user.click(dialog.getByRole('button', { name: '封禁' }));

    expect(await screen.findByText('原因：刷屏')).toBeInTheDocument();
    const [body] = server.bodiesOf('PUT /api/v1/admin/users/{id}/ban') as { reason: string; until: string }[];
    expect(body?.reason).toBe('刷屏');
    const days = (new Date(body?.until ?? '').getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
  });

  it('bans for good without an end', async () => {
    const { server, user } = await open(account(), {
      'PUT /api/v1/admin/users/{id}/ban': () => account({ banned: true, banReason: '刷屏' }),
    });

    await user.click(screen.getByRole('button', { name: '封禁' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('原因'), '刷屏');
    await user.selectOptions(dialog.getByLabelText('时长'), 'good');
    await user.click(dialog.getByRole('button', { name: '封禁' }));

    await waitFor(() => {
      expect(server.bodiesOf('PUT /api/v1/admin/users/{id}/ban')).toEqual([{ reason: '刷屏' }]);
    });
  });

  it('lifts a ban after a question', async () => {
    const { server, user } = await open(account({ banned: true, banReason: '刷屏' }), {
      'DELETE /api/v1/admin/users/{id}/ban': () => account(),
    });

    await user.click(screen.getByRole('button', { name: '解除封禁' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(server.bodiesOf('DELETE /api/v1/admin/users/{id}/ban')).toHaveLength(0);
    await user.click(dialog.getByRole('button', { name: '解除封禁' }));

    expect(await screen.findByRole('button', { name: '封禁' })).toBeInTheDocument();
  });

  it('keeps administrators from banning or demoting themselves', async () => {
    await open(account({ id: systemAdmin().id, username: 'warden', roles: ['PLAYER', 'SYSTEM_ADMIN'] }));

    expect(screen.getByRole('button', { name: '封禁' })).toBeDisabled();
    expect(screen.getByRole('checkbox', { name: /系统管理员/ })).toBeDisabled();
  });
});
