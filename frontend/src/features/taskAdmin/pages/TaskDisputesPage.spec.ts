import { screen, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import { systemAdmin } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import { escrow, WEI } from '@/shared/testing/tasks';
import type { TaskDispute } from '../queries';
import TaskDisputesPage from './TaskDisputesPage.vue';

const LIST = 'GET /api/v1/task-disputes';
const RULE = 'POST /api/v1/task-disputes/{id}/ruling';

function dispute(change: Partial<TaskDispute> = {}): TaskDispute {
  return {
    id: '900',
    name: '带新人过第三章',
    publisher: { id: '7', username: 'mira', verified: true },
    worker: { id: '8', username: 'rogue', verified: false },
    reward: '50000000000000000',
    token: WEI,
    status: 'APPEALED',
    deadline: new Date(Date.now() + 86_400_000).toISOString(),
    barred: null,
    ...change,
  };
}

async function open(items: () => TaskDispute[], answers: Record<string, Answer> = {}) {
  const server = fakeServer({
    [LIST]: () => ({ items: items(), nextCursor: null }),
    'GET /api/v1/task-escrow': () => escrow(),
    ...answers,
  });
  return { server, ...(await renderPage(TaskDisputesPage, { path: '/admin/task-disputes/', user: systemAdmin() })) };
}

const article = async () => within((await screen.findByRole('article', { name: '带新人过第三章' })) as HTMLElement);

describe('the desk of arbiters', () => {
  it('lets an arbiter rule on what nothing bars them from', async () => {
    let waiting = [dispute()];
    const { server, user } = await open(() => waiting, {
      [RULE]: () => {
        waiting = [];
        return undefined;
      },
    });

    await user.click(await screen.findByRole('button', { name: '裁决“带新人过第三章”' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('原因'), '两章已过');
    await user.click(dialog.getByRole('button', { name: '裁决' }));

    expect(await screen.findByText('没有等待裁决的争议')).toBeInTheDocument();
    expect(server.bodiesOf(RULE)).toEqual([{ share: 5000, reason: '两章已过' }]);
  });

  it('offers no second ruling while the chain has yet to confirm the first', async () => {
    const { user } = await open(() => [dispute()], { [RULE]: () => undefined });

    await user.click(await screen.findByRole('button', { name: '裁决“带新人过第三章”' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('原因'), '两章已过');
    await user.click(dialog.getByRole('button', { name: '裁决' }));

    const one = await article();
    expect(await one.findByText('你已作出裁决，等待链上确认。')).toBeInTheDocument();
    expect(one.queryByRole('button')).not.toBeInTheDocument();
  });

  it.each([
    ['RULED_FIRST', '首次裁决是你作出的，申诉由另一位仲裁者裁决。'],
    ['PARTY', '你是当事一方，请另一位仲裁者裁决。'],
  ] as const)('says at once why an arbiter may not rule: %s', async (barred, why) => {
    await open(() => [dispute({ barred })]);

    const one = await article();
    expect(one.getByText(why)).toBeInTheDocument();
    expect(one.getByRole('link', { name: '查看双方陈述' })).toHaveAttribute('href', '/task/?taskId=900');
    expect(one.queryByRole('button')).not.toBeInTheDocument();
  });

  it('looks again when the first ruling was made by oneself on another page', async () => {
    let items = [dispute()];
    const { user } = await open(() => items, {
      [RULE]: () => {
        items = [dispute({ barred: 'RULED_FIRST' })];
        return problem(403, 'appeal-other-arbiter');
      },
    });

    await user.click(await screen.findByRole('button', { name: '裁决“带新人过第三章”' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('原因'), '两章已过');
    await user.click(dialog.getByRole('button', { name: '裁决' }));

    expect(await screen.findByText('首次裁决是你作出的，申诉由另一位仲裁者裁决。')).toBeInTheDocument();
  });
});
