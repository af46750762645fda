import { screen, waitFor } from '@testing-library/vue';
import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '@/shared/api';
import { setLocale } from '@/shared/i18n';
import { player, settings } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import SettingsPage from './SettingsPage.vue';

const me = player();
const echo: Answer = ({ body }) => ({ ...me, settings: body as Settings });

async function open(answer: Answer = echo) {
  const server = fakeServer({ 'GET /api/v1/me': () => me, 'PUT /api/v1/me/settings': answer });
  return { server, ...(await renderPage(SettingsPage, { path: '/user-info/settings/', user: me })) };
}

afterEach(async () => {
  await setLocale('zh-CN');
});

describe('the settings page', () => {
  it('saves a change at once, and says so', async () => {
    const { server, user } = await open();

    await user.click(screen.getByRole('switch', { name: '任务：邮件通知' }));

    expect(await screen.findByText('已保存。')).toBeInTheDocument();
    const [body] = server.bodiesOf('PUT /api/v1/me/settings') as Settings[];
    expect(body?.notifications.find((entry) => entry.event === 'TASK')).toEqual({
      event: 'TASK',
      inbox: true,
      mail: true,
    });
    expect(body?.privacy).toEqual(settings().privacy);
  });

  it('never lets mails about security be turned off', async () => {
    await open();

    expect(screen.getByRole('switch', { name: '账户安全：邮件通知' })).toBeDisabled();
  });

  it('brings the kept value back when the server refuses, and says why', async () => {
    const { user } = await open(() => problem(429, 'too-many-requests'));
    const discoverable = screen.getByRole('switch', { name: '可以被搜索到' });

    await user.click(discoverable);

    expect(await screen.findByText('操作太频繁了，请稍后再试。')).toBeInTheDocument();
    await waitFor(() => {
      expect(discoverable).toBeChecked();
    });
  });

  it('keeps both of two quick changes', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { server, user, session } = await open(async (call) => {
      await gate;
      return echo(call);
    });

    await user.click(screen.getByRole('switch', { name: '可以被搜索到' }));
    await user.click(screen.getByRole('switch', { name: '公开加入时间' }));
    release();

    await waitFor(() => {
      expect(server.bodiesOf('PUT /api/v1/me/settings')).toHaveLength(2);
    });
    expect((server.bodiesOf('PUT /api/v1/me/settings')[1] as Settings).privacy).toEqual({
      discoverable: false,
      showJoinedAt: false,
      showEthereumAddress: true,
    });
    expect(await screen.findByText('已保存。')).toBeInTheDocument();
    expect(session.user?.settings.privacy).toEqual({
      discoverable: false,
      showJoinedAt: false,
      showEthereumAddress: true,
    });
  });
});
