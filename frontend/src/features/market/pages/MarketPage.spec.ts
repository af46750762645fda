import { screen, waitFor, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, noNetwork, type Answer } from '@/shared/testing/server';
import { card, escrow } from '@/shared/testing/tasks';
import MarketPage from './MarketPage.vue';

const LIST = 'GET /api/v1/tasks';

async function open(path = '/task-market/', answers: Record<string, Answer> = {}) {
  const server = fakeServer({
    [LIST]: () => ({ items: [card()], nextCursor: null }),
    'GET /api/v1/task-escrow': () => escrow(),
    ...answers,
  });
  return { server, ...(await renderPage(MarketPage, { path })) };
}

const asked = (server: { calls: { path: string; query: Record<string, string> }[] }) =>
  server.calls.filter(({ path }) => path === '/api/v1/tasks').at(-1)?.query;

describe('the task market', () => {
  it('shows a task with its exact reward, its publisher and a link to its page', async () => {
    await open();

    const link = await screen.findByRole('link', { name: '带新人过第三章' });
    expect(link).toHaveAttribute('href', '/task/?taskId=900');
    const one = within(link.closest('article') as HTMLElement);
    expect(one.getByText('0.05 ETH')).toBeInTheDocument();
    expect(one.getByText('mira')).toBeInTheDocument();
    expect(one.getByText('可领取')).toBeInTheDocument();
    expect(one.getByText(/领取截止/)).toBeInTheDocument();
  });

  it('tells until when somebody has, and no clock of what is over', async () => {
    const clockEndsAt = new Date(Date.now() + 4 * 86_400_000).toISOString();
    await open('/task-market/?status=all', {
      [LIST]: () => ({
        items: [
          card({ id: '1', name: '收集坐标', status: 'CLAIMED', clockEndsAt }),
          card({ id: '2', name: '写战歌', status: 'SETTLED', clockEndsAt }),
        ],
        nextCursor: null,
      }),
    });

    const cardOf = async (name: string) =>
      within((await screen.findByRole('link', { name })).closest('article') as HTMLElement);
    expect((await cardOf('收集坐标')).getByText(/本步截止：4天后/)).toBeInTheDocument();
    expect((await cardOf('写战歌')).queryByText(/截止/)).toBeNull();
  });

  it('asks for open tasks unless told otherwise', async () => {
    const { server } = await open();
    await screen.findByRole('link', { name: '带新人过第三章' });

    expect(asked(server)).toEqual({ status: 'PUBLISHED', limit: '24' });
  });

  it('reads filters from the address, amounts exactly', async () => {
    const { server } = await open('/task-market/?q=副本&status=all&min=0.05&max=1.5&sort=reward&tag=带队');
    await screen.findByRole('link', { name: '带新人过第三章' });

    expect(asked(server)).toEqual({
      q: '副本',
      minReward: '50000000000000000',
      maxReward: '1500000000000000000',
      sort: 'reward',
      tag: '带队',
      limit: '24',
    });
  });

  it('puts a search into the address', async () => {
    const { user, router, server } = await open();
    await screen.findByRole('link', { name: '带新人过第三章' });

    await user.type(screen.getByLabelText('关键词'), '副本');
    await user.selectOptions(screen.getByLabelText('排序'), '最快截止');
    await user.click(screen.getByRole('button', { name: '查询' }));

    await waitFor(() => {
      expect(router.currentRoute.value.query).toEqual({ q: '副本', sort: 'deadline' });
    });
    await waitFor(() => {
      expect(asked(server)).toMatchObject({ q: '副本', sort: 'deadline' });
    });
  });

  it('says what is wrong with an amount and does not search by it', async () => {
    const { user, router } = await open();
    await screen.findByRole('link', { name: '带新人过第三章' });

    await user.type(screen.getByLabelText('最低奖励（ETH）'), '1,5');
    await user.click(screen.getByRole('button', { name: '查询' }));

    expect(await screen.findByText('请写成数字，例如 0.05。')).toBeInTheDocument();
    expect(router.currentRoute.value.query).toEqual({});
  });

  it('unfolds what holds a wrong amount, and puts the focus there', async () => {
    const { user } = await open();
    await screen.findByRole('link', { name: '带新人过第三章' });
    const amount = screen.getByLabelText('最低奖励（ETH）');
    const folded = amount.closest('details') as HTMLDetailsElement;
    await user.type(amount, '1,5');
    folded.open = false;

    await user.click(screen.getByRole('button', { name: '查询' }));

    await waitFor(() => {
      expect(amount).toHaveFocus();
    });
    expect(folded.open).toBe(true);
  });

  it('fetches more by the key of the page before', async () => {
    const { server, user } = await open('/task-market/', {
      [LIST]: ({ query }) =>
        query['cursor'] === 'c1'
          ? { items: [card({ id: '901', name: '第二页' })], nextCursor: null }
          : { items: [card()], nextCursor: 'c1' },
    });

    await user.click(await screen.findByRole('button', { name: '加载更多' }));

    expect(await screen.findByRole('link', { name: '第二页' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '带新人过第三章' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '加载更多' })).not.toBeInTheDocument();
    expect(server.count(LIST)).toBe(2);
  });

  it('tells an empty market from a search that found nothing', async () => {
    const { user } = await open('/task-market/?q=nothing', { [LIST]: () => ({ items: [], nextCursor: null }) });

    expect(await screen.findByText('没有符合条件的任务')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '清除条件' }));
    expect(await screen.findByText('现在没有可以领取的任务')).toBeInTheDocument();
  });

  it('offers to try again after an outage', async () => {
    const { server, user } = await open('/task-market/', { [LIST]: noNetwork });

    const again = await screen.findByRole('button', { name: '重试' }, { timeout: 15_000 });
    server.answer(LIST, () => ({ items: [card()], nextCursor: null }));
    await user.click(again);

    expect(await screen.findByRole('link', { name: '带新人过第三章' })).toBeInTheDocument();
  });
});
