import { screen, waitFor } from '@testing-library/vue';
import { describe, expect, it, vi } from 'vitest';
import type { AuditEvent } from '@/shared/api';
import * as files from '@/shared/files';
import { systemAdmin } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import AuditPage from './AuditPage.vue';

function event(change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: '1001',
    action: 'user.banned',
    service: 'user-service',
    actorId: '7002',
    actorName: 'warden',
    subject: 'user:42',
    subjectName: 'smuggler',
    outcome: 'SUCCESS',
    clientAddress: '203.0.113.7',
    traceId: 'abc123',
    details: { reason: '刷屏' },
    occurredAt: '2026-02-02T03:04:05Z',
    ...change,
  };
}

async function open(path = '/admin/audit/', answers: Record<string, Answer> = {}) {
  const server = fakeServer({
    'GET /api/v1/admin/audit-events': () => ({ items: [event()], nextCursor: null }),
    ...answers,
  });
  return { server, ...(await renderPage(AuditPage, { path, user: systemAdmin() })) };
}

describe('the audit log', () => {
  it('shows what happened in words, with the details at hand', async () => {
    const { user } = await open();

    const list = await screen.findByRole('list', { name: '审计日志' });
    expect(list).toHaveTextContent('封禁');
    expect(list).toHaveTextContent('warden → smuggler');
    await user.click(screen.getByText('warden → smuggler'));
    expect(screen.getByText('user:42')).toBeInTheDocument();
    expect(screen.getByText('abc123')).toBeInTheDocument();
    expect(screen.getByText('刷屏')).toBeInTheDocument();
  });

  it.each([
    ['who did it to themselves once', { actorId: '42', actorName: 'smuggler' }, 'smuggler'],
    ['the number of a user who is not there', { subjectName: null }, 'warden → user:42'],
  ])('names %s', async (_, change, line) => {
    await open('/admin/audit/', {
      'GET /api/v1/admin/audit-events': () => ({ items: [event(change)], nextCursor: null }),
    });

    expect(await screen.findByText(line)).toBeInTheDocument();
  });

  it('says what happened to a task, and leads to it', async () => {
    const { user } = await open('/admin/audit/', {
      'GET /api/v1/admin/audit-events': () => ({
        items: [
          event({ action: 'task.appeal.ruled', service: 'task-service', subject: 'task:900', subjectName: null }),
        ],
        nextCursor: null,
      }),
    });

    await user.click(await screen.findByText('裁决申诉'));

    expect(screen.getByRole('link', { name: '查看任务' })).toHaveAttribute('href', '/task/?taskId=900');
  });

  it('sends the filters of the address, times in UTC, and leaves out what the server would refuse', async () => {
    const { server } = await open('/admin/audit/?action=user.banned&outcome=MAYBE&actorId=x&from=2026-02-01T00:00');

    await screen.findByRole('list', { name: '审计日志' });
    expect(server.calls[0]?.query).toEqual({
      action: 'user.banned',
      from: new Date('2026-02-01T00:00').toISOString(),
      limit: '30',
    });
  });

  it('narrows down to the subject of a record', async () => {
    const { user, router } = await open();

    await user.click(await screen.findByText('warden → smuggler'));
    await user.click(screen.getByRole('button', { name: '只看此对象' }));

    await waitFor(() => {
      expect(router.currentRoute.value.query).toEqual({ subject: 'user:42' });
    });
  });

  it('exports what the filter shows, and tells when the file was cut', async () => {
    const save = vi.spyOn(files, 'saveFile').mockImplementation(() => undefined);
    const { server, user } = await open('/admin/audit/?action=user.banned', {
      'GET /api/v1/admin/audit-events/export': () =>
        new Response('id,action\n', { headers: { 'Content-Type': 'text/csv', 'X-Guildhall-Truncated': 'true' } }),
    });

    await user.click(await screen.findByRole('button', { name: '导出 CSV' }));

    expect(await screen.findByText(/文件只含最近的 10 万条/)).toBeInTheDocument();
    expect(save).toHaveBeenCalledWith(expect.anything(), expect.stringMatching(/^guildhall-audit-.*\.csv$/));
    expect(server.calls.at(-1)?.query).toEqual({ action: 'user.banned' });
  });

  it('checks the chain on demand and names the place where it breaks', async () => {
    const { server, user } = await open('/admin/audit/', {
      'GET /api/v1/admin/audit-events/integrity': () => ({ intact: false, checked: 17, brokenAt: '18' }),
    });

    await user.click(screen.getByRole('button', { name: '立即核对' }));
    expect(await screen.findByText(/链在第 18 条断开/)).toBeInTheDocument();

    server.answer('GET /api/v1/admin/audit-events/integrity', () => problem(429, 'check-running'));
    await user.click(screen.getByRole('button', { name: '立即核对' }));
    expect(await screen.findByText('另一次核对正在进行，请稍后再试。')).toBeInTheDocument();
  });
});
