import { screen, waitFor, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import { queryClient, type Me, type TaskView } from '@/shared/api';
import { pageTitle } from '@/shared/router';
import { player, systemAdmin } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import { escrow, task } from '@/shared/testing/tasks';
import { keepTask } from '../queries';
import { funded } from '../testing';
import TaskPage from './TaskPage.vue';

const TASK = 'GET /api/v1/tasks/{id}';
const TIMELINE = 'GET /api/v1/tasks/{id}/timeline';
const ENTRY = {
  id: '1',
  at: '2026-11-20T08:00:00Z',
  kind: 'FUNDED',
  actor: { id: '7', username: 'mira' },
  amount: '51250000000000000',
  token: { address: null, symbol: 'ETH', decimals: 18 },
  transactionHash: `0x${'ab'.repeat(32)}`,
  details: {},
};

async function open(shown: () => TaskView, answers: Record<string, Answer> = {}, me?: Me) {
  const server = fakeServer({
    [TASK]: shown,
    [TIMELINE]: () => ({ items: [ENTRY], nextCursor: null }),
    'GET /api/v1/task-escrow': () => escrow(),
    'GET /api/v1/site': () => ({ chainId: 31337, demoWallet: null, publicUrl: '', termsVersion: '1' }),
    ...answers,
  });
  return { server, ...(await renderPage(TaskPage, { path: '/task/?taskId=900', ...(me ? { user: me } : {}) })) };
}

/** Opened by the player, with a ruling or without. */
function dispute(share: number | null): NonNullable<TaskView['dispute']> {
  const at = '2026-11-21T08:00:00Z';
  return {
    opening: { by: 'WORKER', at, reason: '没有人回应。' },
    deadline: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    defaultShare: 5000,
    statements: [],
    ruling: share === null ? null : { share, at, reason: '大半完成。' },
    appeal: null,
    appealRuling: null,
  };
}

/** A stream of server-sent events that a test feeds. */
function stream() {
  const encoder = new TextEncoder();
  let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      feed = controller;
    },
  });
  return {
    response: () => new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }),
    end: () => feed?.close(),
    send: (id: string) => feed?.enqueue(encoder.encode(`id: ${id}\nevent: entry\ndata: {}\n\n`)),
  };
}

describe('the page of a task', () => {
  it('shows nothing of one task on the page of another that is known already', async () => {
    const { shown, receipt } = await funded();
    const verdict = '能核对的都无误，有一项在这里查不了。';
    const other = { ...shown, id: '901', name: '守夜' };
    const { router, user } = await open(() => shown, {
      [TASK]: ({ path }) => (path.endsWith('/901') ? other : shown),
      'GET /api/v1/tasks/{id}/receipt': () => receipt,
    });
    await user.click(await screen.findByRole('button', { name: '在浏览器里核对凭证' }));
    expect(await screen.findByText(verdict)).toBeInTheDocument();

    queryClient.setQueryData(['tasks', 'one', '901'], other);
    await router.push('/task/?taskId=901');

    expect(await screen.findByRole('heading', { level: 1, name: '守夜' })).toBeInTheDocument();
    expect(screen.queryByText(verdict)).toBeNull();
  });

  it('shows what is to be done, the reward, the time left and who is next', async () => {
    await open(() => task());

    expect(await screen.findByRole('heading', { level: 1, name: '带新人过第三章' })).toBeInTheDocument();
    expect(screen.getByText('第三章').tagName).toBe('STRONG');
    expect(screen.getByText('0.05 ETH')).toBeInTheDocument();
    expect(screen.getByText('任何玩家都可以领取')).toBeInTheDocument();
    expect(screen.getByRole('timer')).toHaveTextContent(/还剩 1天/);
    expect(screen.getByText('打完第三章')).toBeInTheDocument();
    const timeline = within(screen.getByRole('region', { name: '时间线' }));
    expect(await timeline.findByText('mira')).toBeInTheDocument();
    expect(timeline.getByText(/0\.05125 ETH/)).toBeInTheDocument();
  });

  it('has its heading from the beginning, so that whoever comes from another page starts there', async () => {
    let tell: ((found: TaskView) => void) | undefined;
    await open(() => new Promise((resolve) => (tell = resolve)) as never);
    const heading = screen.getByRole('heading', { level: 1, name: '任务' });
    heading.focus();
    expect(pageTitle.value).toBe('任务');
    await waitFor(() => {
      expect(tell).toBeDefined();
    });

    tell?.(task());

    expect(await screen.findByRole('heading', { level: 1, name: '带新人过第三章' })).toBe(heading);
    expect(heading).toHaveFocus();
    expect(pageTitle.value).toBe('带新人过第三章');
  });

  it('says that the publisher chooses where players have to ask', async () => {
    await open(() => task({ mode: 'BY_APPLICATION' }));

    expect(await screen.findByText('玩家可以申请领取，由发布者挑选')).toBeInTheDocument();
    expect(screen.queryByText('任何玩家都可以领取')).toBeNull();
  });

  it.each([
    ['asked already', { asked: true, actions: ['CANDIDATURE'] }, '你已经申请，等发布者挑选', '修改申请'],
    ['were chosen', { actions: ['CLAIM'] }, '你被选中了，请领取任务', '领取任务'],
  ] as const)('says to those who %s where they stand', async (_, change, words, action) => {
    await open(() => task({ mode: 'BY_APPLICATION', ...change, actions: [...change.actions] }), {}, player());

    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: action })).toBeInTheDocument();
  });

  it('says to the publisher that the choice is theirs', async () => {
    const me = player();
    await open(
      () => task({ mode: 'BY_APPLICATION', publisher: { id: me.id, username: me.username, verified: false } }),
      {},
      me,
    );

    expect(await screen.findByText('玩家可以申请领取，由你挑选')).toBeInTheDocument();
  });

  it.each([
    ['RULING' as const, '请裁决这个争议'],
    [null, '等仲裁者裁决'],
  ])('calls upon an admin to rule only where they may: %s', async (action, words) => {
    const disputed = task({
      status: 'APPEALED',
      dispute: dispute(7000),
      next: { actor: 'ARBITER', verb: 'RULING' },
      actions: action ? [action] : [],
    });
    await open(() => disputed, {}, systemAdmin());

    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it.each([
    ['DISPUTED', null, /^裁决期限 .*按默认比例分配：接单者得 50%。$/],
    ['RULED', 7000, /^申诉期限 .*没有人申诉，裁决就会执行。$/],
    ['APPEALED', 7000, /^终局裁决期限 .*执行原裁决：接单者得 70%。$/],
  ] as const)('says of a dispute that is %s what happens when nobody does anything', async (status, share, words) => {
    await open(() => task({ status, dispute: dispute(share) }));

    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.getAllByText(/期限/)).toHaveLength(1);
  });

  it('says that a silent arbiter’s default was carried out, not a ruling', async () => {
    const over = { status: 'RESOLVED', next: { actor: 'NOBODY', verb: null }, clockEndsAt: null } as const;
    const { unmount } = await open(() => task({ ...over, dispute: dispute(null) }));
    expect(await screen.findByText('仲裁者没有裁决，奖励已按约定的默认结果分配')).toBeInTheDocument();
    unmount();

    await open(() => task({ ...over, dispute: dispute(7000) }));
    expect(await screen.findByText('争议了结，奖励已按裁决分配')).toBeInTheDocument();
  });

  it.each([
    ['FIRST_COME', '登录后领取'],
    ['BY_APPLICATION', '登录后申请领取'],
  ] as const)('leads a guest to the login and back: %s', async (mode, name) => {
    const { session } = await open(() => task({ mode }));
    await session.restore();

    expect(await screen.findByRole('link', { name })).toHaveAttribute('href', '/login/?returnTo=/task/?taskId=900');
  });

  it('says whose turn it is to whom it concerns', async () => {
    const me = player();
    await open(
      () =>
        task({
          status: 'CLAIMED',
          worker: { id: me.id, username: me.username, verified: false },
          next: { actor: 'WORKER', verb: 'SUBMISSION' },
        }),
      {},
      me,
    );

    expect(await screen.findByText('轮到你：提交成果')).toBeInTheDocument();
  });

  it('tells what waits for the chain, with the hash of its transaction', async () => {
    const transactionHash = `0x${'cd'.repeat(32)}`;
    await open(() => task({ pending: { kind: 'CLAIM', since: '2026-11-20T08:00:00Z', transactionHash } }));

    expect(await screen.findByText(/正在上链确认：领取/)).toBeInTheDocument();
    expect(screen.getByText(transactionHash)).toBeInTheDocument();
  });

  it('explains a task that is not there', async () => {
    await open(() => problem(404, 'task-not-found') as never);

    expect(await screen.findByText('没有这个任务')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '去任务市场' })).toBeInTheDocument();
  });

  it('changes by itself when an event arrives, and asks for what came after the last entry', async () => {
    const events = stream();
    let shown = task();
    let entries = [ENTRY];
    const headers: (string | null)[] = [];
    await open(() => shown, {
      [TIMELINE]: () => ({ items: entries, nextCursor: null }),
      'GET /api/v1/tasks/{id}/events': (call) => {
        headers.push(call.lastEventId);
        return events.response();
      },
    });
    expect(await screen.findByText('实时更新中')).toBeInTheDocument();

    shown = task({ status: 'CLAIMED', next: { actor: 'WORKER', verb: 'SUBMISSION' } });
    entries = [{ ...ENTRY, id: '2', kind: 'CLAIMED' }, ENTRY];
    events.send('2');

    expect(await screen.findByText('等接单者提交成果')).toBeInTheDocument();
    expect((await screen.findAllByText('任务被领取')).length).toBeGreaterThan(0);
    // One stream all the time: beginning another for each entry would lose what comes in between.
    expect(headers).toEqual(['1']);
  });

  it('sees what happened between its first answer and the beginning of the stream', async () => {
    let answers = 0;
    await open(
      () => (answers++ === 0 ? task() : task({ status: 'CLAIMED', next: { actor: 'WORKER', verb: 'SUBMISSION' } })),
      {
        'GET /api/v1/tasks/{id}/events': () => stream().response(),
      },
    );

    expect(await screen.findByText('等接单者提交成果')).toBeInTheDocument();
  });

  it('does not go back to an older state when the answer to a change comes late', async () => {
    const newer = task({ version: '8', status: 'CLAIMED' });
    queryClient.setQueryData(['tasks', 'one', newer.id], newer);

    await keepTask(task({ version: '7' }));

    expect(queryClient.getQueryData(['tasks', 'one', newer.id])).toEqual(newer);
  });

  it('asks every few seconds where there is no stream', async () => {
    const { server } = await open(() => task(), { 'GET /api/v1/tasks/{id}/events': () => problem(404, 'not-found') });
    expect(await screen.findByText('每隔几秒更新')).toBeInTheDocument();

    await waitFor(
      () => {
        expect(server.count(TASK)).toBeGreaterThan(1);
      },
      { timeout: 8000 },
    );
  });

  it('asks every few seconds again when the stream has broken off for good', async () => {
    const events = stream();
    let answer = events.response;
    const { server } = await open(() => task(), { 'GET /api/v1/tasks/{id}/events': () => answer() });
    expect(await screen.findByText('实时更新中')).toBeInTheDocument();

    answer = () => problem(404, 'not-found') as never;
    events.end();
    expect(await screen.findByText('每隔几秒更新')).toBeInTheDocument();
    const before = server.count(TASK);

    await waitFor(
      () => {
        expect(server.count(TASK)).toBeGreaterThan(before);
      },
      { timeout: 8000 },
    );
  });
});
