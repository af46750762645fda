import { screen, waitFor, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import type { Me, SessionView } from '@/shared/api';
import { player, systemAdmin, tokensFor } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import SecurityPage from './SecurityPage.vue';

const SECRET = { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Guildhall:traveller?secret=JBSWY3DPEHPK3PXP' };
const PASSWORD = 'violet-anchor';
const wrongPassword = () =>
  problem(400, 'password-wrong', { errors: [{ field: 'password', code: 'password-wrong', message: 'wrong' }] });
const CODES = ['aaaa-bbbb-cccc-dddd', 'eeee-ffff-gggg-hhhh'];

function sessionOn(device: string, change: Partial<SessionView> = {}): SessionView {
  return {
    id: device,
    current: false,
    device,
    browser: 'Firefox',
    address: '203.0.113.7',
    createdAt: '2026-02-02T03:04:05Z',
    lastUsedAt: '2026-02-03T03:04:05Z',
    method: 'PASSWORD',
    ...change,
  };
}

async function open(me: Me, answers: Record<string, Answer> = {}) {
  const server = fakeServer({
    'GET /api/v1/me': () => me,
    'GET /api/v1/me/sessions': () => ({ items: [sessionOn('Linux', { current: true })] }),
    ...answers,
  });
  return { server, ...(await renderPage(SecurityPage, { path: '/user-info/security/', user: me })) };
}

describe('the security page', () => {
  it('changes the password with the present one', async () => {
    const { server, user } = await open(player(), { 'PUT /api/v1/me/password': () => undefined });

    await user.click(screen.getByRole('button', { name: '修改密码' }));
    await user.type(screen.getByLabelText('当前密码'), 'old password');
    await user.type(screen.getByLabelText('新密码'), 'purple lantern soup');
    await user.click(screen.getByRole('button', { name: '保存' }));

    expect(await screen.findByText('密码已修改，其他设备已退出登录。')).toBeInTheDocument();
    expect(server.bodiesOf('PUT /api/v1/me/password')).toEqual([
      { currentPassword: 'old password', newPassword: 'purple lantern soup' },
    ]);
  });

  it('asks for no present password when there is none', async () => {
    const { server, user } = await open(player({ hasPassword: false }), { 'PUT /api/v1/me/password': () => undefined });

    await user.click(screen.getByRole('button', { name: '设置密码' }));
    expect(screen.queryByLabelText('当前密码')).not.toBeInTheDocument();
    await user.type(screen.getByLabelText('新密码'), 'purple lantern soup');
    await user.click(screen.getByRole('button', { name: '保存' }));

    await waitFor(() => {
      expect(server.bodiesOf('PUT /api/v1/me/password')).toEqual([{ newPassword: 'purple lantern soup' }]);
    });
  });

  it('marks the present session and ends another one after a question', async () => {
    let items = [sessionOn('Linux', { current: true }), sessionOn('Windows')];
    const { server, user } = await open(player(), {
      'GET /api/v1/me/sessions': () => ({ items }),
      'DELETE /api/v1/me/sessions/{id}': () => {
        items = items.slice(0, 1);
        return undefined;
      },
    });

    const list = within(await screen.findByRole('list', { name: '登录的设备' }));
    const current = within(list.getByText('Linux 上的 Firefox').closest('li') as HTMLElement);
    expect(current.getByText('当前设备')).toBeInTheDocument();
    expect(current.queryByRole('button')).not.toBeInTheDocument();

    await user.click(list.getByRole('button', { name: '结束登录：Windows 上的 Firefox' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(server.calls.filter((call) => call.method === 'DELETE')).toHaveLength(0);
    await user.click(dialog.getByRole('button', { name: '结束登录' }));

    expect(await screen.findByText('没有其他登录的设备。')).toBeInTheDocument();
    expect(server.calls.filter((call) => call.method === 'DELETE').map((call) => call.path)).toEqual([
      '/api/v1/me/sessions/Windows',
    ]);
  });

  it('does not guess the device of a session that no known browser has', async () => {
    const others = [sessionOn('?', { browser: '?' }), sessionOn('?', { id: 'b', browser: 'Firefox' })];
    await open(player(), { 'GET /api/v1/me/sessions': () => ({ items: others }) });

    expect(await screen.findByText('未知设备')).toBeInTheDocument();
    expect(screen.getByText('Firefox')).toBeInTheDocument();
  });

  it('sets a second factor up and shows the recovery codes once', async () => {
    const me = player();
    const enrolled = { ...me, secondFactor: true };
    const { server, user } = await open(me, {
      'POST /api/v1/me/second-factor': ({ body }) =>
        (body as { password: string }).password === PASSWORD ? SECRET : wrongPassword(),
      'POST /api/v1/me/second-factor/confirmation': ({ body }) =>
        (body as { code: string }).code === '123456' ? { recoveryCodes: CODES } : problem(400, 'second-factor-invalid'),
      'POST /api/v1/auth/refreshes': () => tokensFor(enrolled),
    });

    await user.click(screen.getByRole('button', { name: '开启两步验证' }));
    const password = screen.getByLabelText('当前密码');
    expect(password).toHaveFocus();
    await user.click(screen.getByRole('button', { name: '继续' }));
    expect(server.bodiesOf('POST /api/v1/me/second-factor')).toHaveLength(0);
    await user.type(password, 'not this one');
    await user.click(screen.getByRole('button', { name: '继续' }));
    expect(await screen.findByText('密码不对。')).toBeInTheDocument();
    await user.clear(password);
    await user.type(password, PASSWORD);
    await user.click(screen.getByRole('button', { name: '继续' }));
    const code = await screen.findByLabelText('验证码');
    expect(code).toHaveFocus();
    expect(screen.getByRole('img', { name: /两步验证的二维码/ })).toBeInTheDocument();
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeInTheDocument();

    await user.type(code, '000000');
    await user.click(screen.getByRole('button', { name: '确认并开启' }));
    expect(await screen.findByText(/验证码不对或已过期/)).toBeInTheDocument();

    await user.clear(code);
    await user.type(code, '123456');
    await user.click(screen.getByRole('button', { name: '确认并开启' }));

    expect(await screen.findByText('aaaa-bbbb-cccc-dddd')).toBeInTheDocument();
    const done = screen.getByRole('button', { name: '完成' });
    expect(done).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: '我已经保存好恢复码' }));
    await user.click(done);

    expect(screen.queryByText('aaaa-bbbb-cccc-dddd')).not.toBeInTheDocument();
    expect(screen.getByText('已开启')).toBeInTheDocument();
    expect(server.bodiesOf('POST /api/v1/auth/refreshes')).toHaveLength(1);
  });

  it('keeps the recovery codes of a system administrator whose requirement is fulfilled by them', async () => {
    const me = systemAdmin({ secondFactor: false, secondFactorRequired: true, permissions: ['POST'] });
    const { user } = await open(me, {
      'POST /api/v1/me/second-factor': () => SECRET,
      'POST /api/v1/me/second-factor/confirmation': () => ({ recoveryCodes: CODES }),
      'POST /api/v1/auth/refreshes': () => tokensFor(systemAdmin()),
    });

    await user.click(screen.getByRole('button', { name: '开启两步验证' }));
    await user.type(screen.getByLabelText('当前密码'), PASSWORD);
    await user.click(screen.getByRole('button', { name: '继续' }));
    await user.type(await screen.findByLabelText('验证码'), '123456');
    await user.click(screen.getByRole('button', { name: '确认并开启' }));

    expect(await screen.findByText('eeee-ffff-gggg-hhhh')).toBeInTheDocument();
  });

  it('goes on to the second factor at once where there is no password, unless the login is too old', async () => {
    const { server, user } = await open(player({ hasPassword: false }), {
      'POST /api/v1/me/second-factor': () => problem(403, 'login-too-old'),
    });

    await user.click(screen.getByRole('button', { name: '开启两步验证' }));

    expect(await screen.findByText(/这一步需要刚刚登录过/)).toBeInTheDocument();
    expect(screen.queryByLabelText('当前密码')).not.toBeInTheDocument();
    server.answer('POST /api/v1/me/second-factor', () => SECRET);
    await user.click(screen.getByRole('button', { name: '继续' }));
    expect(await screen.findByLabelText('验证码')).toHaveFocus();
    expect(server.bodiesOf('POST /api/v1/me/second-factor')).toEqual([{}, {}]);
  });

  it('lets a system administrator without a code in this session log in again', async () => {
    const me = systemAdmin({ secondFactorRequired: true, permissions: ['POST'] });
    const { user, router } = await open(me, { 'DELETE /api/v1/auth/sessions/current': () => undefined });

    await user.click(screen.getByRole('button', { name: '重新登录' }));

    await waitFor(() => {
      expect(router.currentRoute.value.fullPath).toBe('/login/?returnTo=/admin/');
    });
  });

  it('does not offer a system administrator to turn the second factor off', async () => {
    await open(systemAdmin());

    expect(screen.getByText('系统管理员不能关闭两步验证。')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '关闭两步验证' })).not.toBeInTheDocument();
  });

  it('turns the second factor off with a code and the password, after saying what that means', async () => {
    const { server, user } = await open(player({ secondFactor: true }), {
      'DELETE /api/v1/me/second-factor': () => undefined,
    });

    await user.click(screen.getByRole('button', { name: '关闭两步验证' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/恢复码也会作废/)).toBeInTheDocument();
    await user.type(dialog.getByLabelText('验证码'), 'aaaa-bbbb-cccc-dddd');
    await user.click(dialog.getByRole('button', { name: '关闭两步验证' }));
    expect(server.bodiesOf('DELETE /api/v1/me/second-factor')).toHaveLength(0);
    await user.type(dialog.getByLabelText('当前密码'), PASSWORD);
    await user.click(dialog.getByRole('button', { name: '关闭两步验证' }));

    await waitFor(() => {
      expect(server.bodiesOf('DELETE /api/v1/me/second-factor')).toEqual([
        { code: 'aaaa-bbbb-cccc-dddd', password: PASSWORD },
      ]);
    });
  });
});
