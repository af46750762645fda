import { screen, waitFor, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import type { VerificationRequest } from '@/shared/api';
import { systemAdmin } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import VerificationPage from './VerificationPage.vue';

function request(change: Partial<VerificationRequest> = {}): VerificationRequest {
  return {
    id: '5',
    userId: '42',
    username: 'rogue',
    statement: '我带过三年新手。',
    links: ['https://example.com/rogue', 'javascript:alert(1)'],
    status: 'PENDING',
    reason: null,
    createdAt: '2026-02-02T03:04:05Z',
    decidedAt: null,
    decidedBy: null,
    ...change,
  };
}

async function open(items: () => VerificationRequest[], answers: Record<string, Answer> = {}) {
  const server = fakeServer({
    'GET /api/v1/admin/verification-requests': () => ({ items: items(), nextCursor: null }),
    ...answers,
  });
  return {
    server,
    ...(await renderPage(VerificationPage, { path: '/admin/verification/', user: systemAdmin() })),
  };
}

describe('the review of verification requests', () => {
  it('rejects with a reason, and the request leaves the queue', async () => {
    let waiting = [request()];
    const { server, user } = await open(() => waiting, {
      'POST /api/v1/admin/verification-requests/{id}/decision': () => {
        waiting = [];
        return request({ status: 'REJECTED' });
      },
    });

    await user.click(await screen.findByRole('button', { name: '不通过 rogue 的申请' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: '不通过' }));
    expect(await dialog.findByText('请填写这一项。')).toBeInTheDocument();
    await user.type(dialog.getByLabelText('原因'), '链接打不开');
    await user.click(dialog.getByRole('button', { name: '不通过' }));

    expect(await screen.findByText('没有待审核的申请')).toBeInTheDocument();
    expect(server.bodiesOf('POST /api/v1/admin/verification-requests/{id}/decision')).toEqual([
      { approved: false, reason: '链接打不开' },
    ]);
  });

  it('links web pages only', async () => {
    await open(() => [request()]);

    const link = await screen.findByRole('link', { name: 'https://example.com/rogue' });
    expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(screen.getByText('javascript:alert(1)')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'javascript:alert(1)' })).not.toBeInTheDocument();
  });

  it('tells that somebody else was faster and looks again', async () => {
    let waiting = [request()];
    const { user } = await open(() => waiting, {
      'POST /api/v1/admin/verification-requests/{id}/decision': () => {
        waiting = [];
        return problem(409, 'already-decided');
      },
    });

    await user.click(await screen.findByRole('button', { name: '通过 rogue 的申请' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('原因'), '可以');
    await user.click(dialog.getByRole('button', { name: '通过' }));

    expect(await screen.findByText('这份申请已经有了结果。')).toBeInTheDocument();
    expect(await screen.findByText('没有待审核的申请')).toBeInTheDocument();
  });

  it('does not offer to decide the own request', async () => {
    await open(() => [request({ userId: systemAdmin().id })]);

    expect(await screen.findByText('不能审核自己的申请。')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /的申请$/ })).not.toBeInTheDocument();
  });

  it('keeps the chosen state in the address', async () => {
    const { server, user, router } = await open(() => [request({ status: 'APPROVED', reason: '可以' })]);

    await user.click(await screen.findByRole('radio', { name: '已通过' }));

    await waitFor(() => {
      expect(router.currentRoute.value.query).toEqual({ status: 'APPROVED' });
    });
    await waitFor(() => {
      expect(server.calls.at(-1)?.query['status']).toBe('APPROVED');
    });
  });
});
