import { screen, waitFor } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import { systemAdmin } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, type Answer } from '@/shared/testing/server';
import { account } from '../testing';
import UsersPage from './UsersPage.vue';

async function open(path: string, answer: Answer) {
  const server = fakeServer({ 'GET /api/v1/admin/users': answer });
  return { server, ...(await renderPage(UsersPage, { path, user: systemAdmin() })) };
}

describe('the users page', () => {
  it('takes its filters from the address', async () => {
    const { server } = await open('/admin/users/?query=rog&role=TASK_PUBLISHER&status=banned&verified=false', () => ({
      items: [account()],
      nextCursor: null,
    }));

    expect(await screen.findByRole('link', { name: 'rogue' })).toHaveAttribute('href', '/admin/users/42/');
    expect(server.calls[0]?.query).toEqual({
      query: 'rog',
      role: 'TASK_PUBLISHER',
      status: 'banned',
      verified: 'false',
      limit: '30',
    });
    expect(screen.getByLabelText('关键词')).toHaveValue('rog');
  });

  it('asks for nothing that the server would refuse', async () => {
    const { server } = await open('/admin/users/?role=EMPEROR&status=asleep&verified=maybe', () => ({
      items: [],
      nextCursor: null,
    }));

    expect(await screen.findByText('没有符合条件的用户')).toBeInTheDocument();
    expect(server.calls[0]?.query).toEqual({ limit: '30' });
  });

  it('writes a search into the address, and going back undoes it', async () => {
    const { server, user, router } = await open('/admin/users/', () => ({ items: [account()], nextCursor: null }));
    await screen.findByRole('link', { name: 'rogue' });

    await user.type(screen.getByLabelText('关键词'), 'mage');
    await user.selectOptions(screen.getByLabelText('状态'), 'banned');
    await user.click(screen.getByRole('button', { name: '查询' }));

    await waitFor(() => {
      expect(router.currentRoute.value.fullPath).toBe('/admin/users/?query=mage&status=banned');
    });
    await waitFor(() => {
      expect(server.calls.at(-1)?.query).toMatchObject({ query: 'mage', status: 'banned' });
    });
    router.back();
    await waitFor(() => {
      expect(screen.getByLabelText('关键词')).toHaveValue('');
    });
  });

  it('fetches the next page with the cursor and keeps the first', async () => {
    const { server, user } = await open('/admin/users/', ({ query }) =>
      query['cursor'] === '9'
        ? { items: [account({ id: '8', username: 'second' })], nextCursor: null }
        : { items: [account({ id: '10', username: 'first' })], nextCursor: '9' },
    );

    await user.click(await screen.findByRole('button', { name: '加载更多' }));

    expect(await screen.findByRole('link', { name: 'second' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'first' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '加载更多' })).not.toBeInTheDocument();
    expect(server.calls).toHaveLength(2);
  });
});
