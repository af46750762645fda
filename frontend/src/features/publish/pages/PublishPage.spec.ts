import { screen, waitFor } from '@testing-library/vue';
import { afterEach, describe, expect, it } from 'vitest';
import type { TaskView } from '@/shared/api';
import { player } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import { escrow, task } from '@/shared/testing/tasks';
import { disconnectWallet } from '@/shared/wallet/connection';
import PublishPage from './PublishPage.vue';

const ACCOUNT = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const CREATE = 'POST /api/v1/tasks';
const SAVE = 'PUT /api/v1/tasks/{id}/draft';
const PLAN = {
  key: `0x${'ab'.repeat(32)}`,
  reward: '50000000000000000',
  fee: '1250000000000000',
  total: '51250000000000000',
  balance: '1000000000000000000',
  approvals: [],
  funding: { from: ACCOUNT, to: escrow().contract, value: '51250000000000000', data: '0x1234' },
};

const publisher = () =>
  player({ permissions: ['PUBLISH_TASK'], roles: ['PLAYER', 'TASK_PUBLISHER'], ethereumAddress: ACCOUNT });

function draft(change: Partial<TaskView> = {}): TaskView {
  return task({
    status: 'DRAFT',
    publicStatus: null,
    next: { actor: 'PUBLISHER', verb: 'APPLY' },
    actions: ['EDIT', 'DELETE', 'APPLY'],
    claimDeadline: new Date(Date.now() + 5 * 86_400_000).toISOString(),
    clockEndsAt: null,
    openedAt: null,
    ...change,
  });
}

async function open(path: string, answers: Record<string, Answer> = {}) {
  const server = fakeServer({
    'GET /api/v1/task-escrow': () => escrow(),
    'GET /api/v1/site': () => ({ chainId: 31337, demoWallet: null, publicUrl: '', termsVersion: '1' }),
    ...answers,
  });
  return { server, ...(await renderPage(PublishPage, { path, user: publisher() })) };
}

describe('waiting for an admin', () => {
  it('shows by itself that the application was sent back, and why', async () => {
    let shown = draft({ status: 'IN_REVIEW', actions: ['WITHDRAW'], next: { actor: 'ADMIN', verb: 'REVIEW' } });
    await open('/publish-task/?taskId=900', { 'GET /api/v1/tasks/{id}': () => shown });
    expect(await screen.findByRole('heading', { name: '等待管理员审核' })).toBeInTheDocument();

    shown = draft({ refusalReason: '说清是哪个港口。' });

    expect(await screen.findByText('说清是哪个港口。', {}, { timeout: 5000 })).toBeInTheDocument();
    expect(screen.getByLabelText('任务名称')).toBeInTheDocument();
  });
});

describe('writing a task', () => {
  it('saves by itself a moment after typing, once as a new draft and then as the same', async () => {
    const { server, user } = await open('/publish-task/', {
      [CREATE]: () => draft({ id: '901', version: '0' }),
      [SAVE]: () => draft({ id: '901', version: '1' }),
    });

    await user.type(await screen.findByLabelText('任务名称'), '带新人');
    expect(await screen.findByText('草稿已保存。')).toBeInTheDocument();
    await user.type(screen.getByLabelText('任务名称'), '过第三章');
    await waitFor(() => {
      expect(server.count(SAVE)).toBe(1);
    });

    expect(server.bodiesOf(CREATE)).toMatchObject([{ name: '带新人', reward: null }]);
    expect(server.bodiesOf(SAVE)).toMatchObject([{ draft: { name: '带新人过第三章' }, version: '0' }]);
  });

  it('does not go on with a step that lacks something, and says what', async () => {
    const { user } = await open('/publish-task/');

    await user.click(await screen.findByRole('button', { name: '下一步' }));

    expect(await screen.findAllByText('请填写这一项。')).toHaveLength(2);
    expect(screen.getByLabelText('任务名称')).toHaveFocus();
  });

  it('goes through the steps to a preview with the exact total, and applies', async () => {
    let shown = draft();
    const { server, user } = await open('/publish-task/?taskId=900', {
      'GET /api/v1/tasks/{id}': () => shown,
      'POST /api/v1/tasks/{id}/application': () => {
        shown = draft({ status: 'IN_REVIEW', actions: ['WITHDRAW'], next: { actor: 'ADMIN', verb: 'REVIEW' } });
        return shown;
      },
    });

    await user.click(await screen.findByRole('button', { name: '下一步' }));
    await user.click(await screen.findByRole('button', { name: '下一步' }));
    await user.click(await screen.findByRole('button', { name: '下一步' }));
    expect(await screen.findByText('0.05125 ETH')).toBeInTheDocument();
    expect(screen.getByText(/奖励和平台费全额退回。/, { selector: 'li:first-child' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '提交发布申请' }));

    expect(await screen.findByText('等待管理员审核')).toBeInTheDocument();
    expect(server.count(SAVE)).toBe(0);
  });

  it.each([
    ['0', '奖励要大于 0，并且不能大到合约装不下。'],
    ['-1', '请写成数字，例如 0.05。'],
    ['0.0000000000000000001', '小数位太多了。'],
    ['79228162514.264337593543950336', '奖励要大于 0，并且不能大到合约装不下。'],
  ])('refuses a reward of %s', async (reward, text) => {
    const { user } = await open('/publish-task/?taskId=900', {
      'GET /api/v1/tasks/{id}': () => draft(),
      [SAVE]: () => draft({ version: '4' }),
    });
    await user.click(await screen.findByRole('button', { name: '下一步' }));
    await user.click(await screen.findByRole('button', { name: '下一步' }));

    const field = await screen.findByLabelText('奖励（ETH）');
    await user.clear(field);
    await user.type(field, reward);
    await user.click(screen.getByRole('button', { name: '下一步' }));

    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('leads back to the field that the server refused', async () => {
    const { user } = await open('/publish-task/?taskId=900', {
      'GET /api/v1/tasks/{id}': () => draft(),
      'POST /api/v1/tasks/{id}/application': () =>
        problem(422, 'task-incomplete', {
          errors: [
            { field: 'claimDeadline', code: 'deadline-range', message: '', limits: { min: 600, max: 31536000 } },
          ],
        }),
    });
    for (let step = 0; step < 3; step += 1) {
      await user.click(await screen.findByRole('button', { name: '下一步' }));
    }
    await user.click(await screen.findByRole('button', { name: '提交发布申请' }));

    expect(await screen.findByText('截止时间要在 10 分钟以后、一年以内。')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: '奖励与期限' })).toBeInTheDocument();
  });
});

describe('locking the reward', () => {
  // A wallet stays connected from page to page.
  afterEach(disconnectWallet);

  const awaiting = (change: Partial<TaskView> = {}) =>
    draft({
      status: 'AWAITING_FUNDS',
      actions: ['FUND', 'WITHDRAW'],
      next: { actor: 'PUBLISHER', verb: 'FUNDING' },
      ...change,
    });

  /** A wallet that announces itself; `answers` replace what it says. */
  function wallet(answers: Record<string, () => unknown> = {}) {
    const asked: string[] = [];
    const sent: unknown[] = [];
    const replies: Record<string, () => unknown> = {
      eth_requestAccounts: () => [ACCOUNT],
      eth_chainId: () => '0x7a69',
      ...answers,
    };
    const provider = {
      request: async ({ method, params }: { method: string; params?: { data?: string }[] }) => {
        asked.push(method);
        if (method === 'eth_sendTransaction') {
          sent.push(params?.[0]?.data);
        }
        return replies[method]?.() ?? null;
      },
    };
    const announce = () => {
      const detail = { info: { uuid: 'w2', name: 'Fox', icon: '' }, provider };
      window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
    };
    window.addEventListener('eip6963:requestProvider', announce, { once: true });
    return { asked, sent, replies };
  }

  it('shows fee, total and balance, pays, and tells the server the hash', async () => {
    const hash = `0x${'cd'.repeat(32)}`;
    const { asked } = wallet({ eth_sendTransaction: () => hash });
    const { server, user } = await open('/publish-task/?taskId=900', {
      'GET /api/v1/tasks/{id}': () => awaiting(),
      'GET /api/v1/tasks/{id}/funding': () => PLAN,
      'POST /api/v1/tasks/{id}/funding': () =>
        awaiting({ pending: { kind: 'FUNDING', since: '2026-11-20T08:00:00Z', transactionHash: hash } }),
    });

    expect(await screen.findByText('0.05125 ETH')).toBeInTheDocument();
    expect(screen.getByText('1 ETH')).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Fox' }));
    await user.click(await screen.findByRole('button', { name: /^锁定 0\.05125\sETH$/ }));

    expect(await screen.findByText('可以关掉这一页，进度不会丢。')).toBeInTheDocument();
    expect(screen.getByText(hash)).toBeInTheDocument();
    expect(asked).toContain('eth_sendTransaction');
    expect(server.bodiesOf('POST /api/v1/tasks/{id}/funding')).toEqual([{ transactionHash: hash }]);
  });

  it('has the token allowed step by step before it pays: each waits for the one before it', async () => {
    const hash = `0x${'cd'.repeat(32)}`;
    const approval = (data: string) => ({ from: ACCOUNT, to: `0x${'aa'.repeat(20)}`, value: '0', data });
    const receipt = 'eth_getTransactionReceipt';
    const send = 'eth_sendTransaction';
    const { asked, sent } = wallet({
      [send]: () => hash,
      eth_blockNumber: () => '0x1',
      eth_getTransactionByHash: () => ({ hash, from: ACCOUNT, nonce: '0x0', blockNumber: '0x1' }),
      [receipt]: () => ({ transactionHash: hash, blockNumber: '0x1', status: '0x1', logs: [] }),
    });
    const { user } = await open('/publish-task/?taskId=900', {
      'GET /api/v1/tasks/{id}': () => awaiting(),
      'GET /api/v1/tasks/{id}/funding': () => ({ ...PLAN, approvals: [approval('0x00'), approval('0x01')] }),
      'POST /api/v1/tasks/{id}/funding': () => awaiting(),
    });
    await user.click(await screen.findByRole('button', { name: 'Fox' }));

    await user.click(await screen.findByRole('button', { name: /^锁定 0\.05125\sETH$/ }));

    await waitFor(() => {
      expect(sent).toEqual(['0x00', '0x01', '0x1234']);
    });
    const steps = asked.filter((method) => method === send || method === receipt);
    expect(steps.slice(0, 5)).toEqual([send, receipt, send, receipt, send]);
  });

  it('tells the server of a payment that it had not heard of when the page was closed', async () => {
    const hash = `0x${'ef'.repeat(32)}`;
    localStorage.setItem('guildhall.funding.900', hash);
    const { server } = await open('/publish-task/?taskId=900', {
      'GET /api/v1/tasks/{id}': () => awaiting(),
      'GET /api/v1/tasks/{id}/funding': () => PLAN,
      'POST /api/v1/tasks/{id}/funding': () => awaiting(),
    });

    await waitFor(() => {
      expect(server.bodiesOf('POST /api/v1/tasks/{id}/funding')).toEqual([{ transactionHash: hash }]);
    });
    await waitFor(() => {
      expect(localStorage.getItem('guildhall.funding.900')).toBeNull();
    });
  });

  it('says how much is missing', async () => {
    await open('/publish-task/?taskId=900', {
      'GET /api/v1/tasks/{id}': () => awaiting(),
      'GET /api/v1/tasks/{id}/funding': () => ({ ...PLAN, balance: '50000000000000000' }),
    });

    expect(await screen.findByText(/余额还差 0\.00125\sETH/)).toBeInTheDocument();
  });

  it('says that the escrow is paused', async () => {
    await open('/publish-task/?taskId=900', {
      'GET /api/v1/tasks/{id}': () => awaiting(),
      'GET /api/v1/tasks/{id}/funding': () => PLAN,
      'GET /api/v1/task-escrow': () => escrow({ paused: true }),
    });

    expect(await screen.findByText(/托管合约已暂停/)).toBeInTheDocument();
  });
});
