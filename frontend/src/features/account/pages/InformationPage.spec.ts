import { screen, waitFor, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import type { Me } from '@/shared/api';
import { player } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import InformationPage from './InformationPage.vue';

const NO_REQUESTS = { items: [] };

async function open(me: Me, answers: Record<string, Answer> = {}) {
  const server = fakeServer({
    'GET /api/v1/me': () => me,
    'GET /api/v1/me/verification-requests': () => NO_REQUESTS,
    ...answers,
  });
  return { server, ...(await renderPage(InformationPage, { path: '/user-info/', user: me })) };
}

describe('the account information page', () => {
  it('shows an address that waits for its proof and sends the mail again', async () => {
    const me = player({ email: null, emailVerified: false, pendingEmail: 'new@example.com' });
    const { server, user } = await open(me, { 'POST /api/v1/me/email-verification': () => undefined });

    await user.click(screen.getByRole('button', { name: '重新发送验证邮件' }));

    expect(await screen.findByText('验证邮件已寄往 new@example.com。')).toBeInTheDocument();
    expect(server.bodiesOf('POST /api/v1/me/email-verification')).toHaveLength(1);
    expect(screen.getByText('等待验证')).toBeInTheDocument();
  });

  it('keeps the name out of the request when only the bio changes', async () => {
    const me = player();
    const { server, user } = await open(me, { 'PATCH /api/v1/me': () => ({ ...me, bio: 'A healer.' }) });

    await user.click(screen.getByRole('button', { name: '编辑资料' }));
    await user.type(screen.getByLabelText('自我介绍'), 'A healer.');
    await user.click(screen.getByRole('button', { name: '保存' }));

    expect(await screen.findByText('A healer.')).toBeInTheDocument();
    expect(server.bodiesOf('PATCH /api/v1/me')).toEqual([{ bio: 'A healer.' }]);
    await waitFor(() => {
      expect(screen.getByRole('button', { name: '编辑资料' })).toHaveFocus();
    });
  });

  it('asks for the password before the name changes, and only then', async () => {
    const me = player();
    const { server, user } = await open(me, { 'PATCH /api/v1/me': () => ({ ...me, username: 'warden' }) });

    await user.click(screen.getByRole('button', { name: '编辑资料' }));
    expect(screen.queryByLabelText('当前密码')).not.toBeInTheDocument();
    const name = screen.getByLabelText('用户名');
    await user.clear(name);
    await user.type(name, 'warden');
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(server.bodiesOf('PATCH /api/v1/me')).toHaveLength(0);
    await user.type(screen.getByLabelText('当前密码'), 'violet-anchor');
    await user.click(screen.getByRole('button', { name: '保存' }));

    expect(await screen.findByText('warden')).toBeInTheDocument();
    expect(server.bodiesOf('PATCH /api/v1/me')).toEqual([{ username: 'warden', bio: '', password: 'violet-anchor' }]);
  });

  it('says at the field that a name is taken, and moves the focus there', async () => {
    const { user } = await open(player(), { 'PATCH /api/v1/me': () => problem(409, 'username-taken') });

    await user.click(screen.getByRole('button', { name: '编辑资料' }));
    const name = screen.getByLabelText('用户名');
    await user.clear(name);
    await user.type(name, 'warden');
    await user.type(screen.getByLabelText('当前密码'), 'violet-anchor');
    await user.click(screen.getByRole('button', { name: '保存' }));

    expect(await screen.findByText('这个用户名已经有人用了。')).toBeInTheDocument();
    expect(name).toHaveFocus();
  });

  it('asks for the password before the email changes, and shows a wrong one at its field', async () => {
    const { server, user } = await open(player(), {
      'POST /api/v1/me/email': () =>
        problem(400, 'password-wrong', { errors: [{ field: 'password', code: 'password-wrong', message: 'wrong' }] }),
    });

    await user.click(screen.getByRole('button', { name: '更换邮箱' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('新邮箱'), 'new@example.com');
    await user.type(dialog.getByLabelText('当前密码'), 'not this one');
    await user.click(dialog.getByRole('button', { name: '发送验证邮件' }));

    expect(await dialog.findByText('密码不对。')).toBeInTheDocument();
    expect(server.bodiesOf('POST /api/v1/me/email')).toEqual([{ email: 'new@example.com', password: 'not this one' }]);
  });

  it('removes a phone number only after a question and the password, and explains a refusal there', async () => {
    const { server, user } = await open(player({ phone: '+8613800138000' }), {
      'DELETE /api/v1/me/phone': () => problem(409, 'last-credential'),
    });

    await user.click(screen.getByRole('button', { name: '移除手机号' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/\+8613800138000 将不再属于这个账户/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: '移除手机号' }));
    expect(server.bodiesOf('DELETE /api/v1/me/phone')).toHaveLength(0);
    await user.type(dialog.getByLabelText('当前密码'), 'violet-anchor');
    await user.click(dialog.getByRole('button', { name: '移除手机号' }));

    expect(await dialog.findByText(/这是你唯一的登录方式/)).toBeInTheDocument();
    expect(server.bodiesOf('DELETE /api/v1/me/phone')).toEqual([{ password: 'violet-anchor' }]);
  });

  it('asks an account without a password for none, and says that the login is too old', async () => {
    const { server, user } = await open(player({ phone: '+8613800138000', hasPassword: false }), {
      'DELETE /api/v1/me/phone': () => problem(403, 'login-too-old'),
    });

    await user.click(screen.getByRole('button', { name: '移除手机号' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByLabelText('当前密码')).not.toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: '移除手机号' }));

    expect(await dialog.findByText(/这一步需要刚刚登录过/)).toBeInTheDocument();
    expect(server.bodiesOf('DELETE /api/v1/me/phone')).toEqual([{}]);
  });

  it('sets a phone number with its code and the password', async () => {
    const me = player();
    const { server, user } = await open(me, { 'POST /api/v1/me/phone': () => ({ ...me, phone: '+8613800138000' }) });

    await user.click(screen.getByRole('button', { name: '添加手机号' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('手机号'), '13800138000');
    await user.type(dialog.getByLabelText('短信验证码'), '123456');
    await user.click(dialog.getByRole('button', { name: '保存' }));
    expect(server.bodiesOf('POST /api/v1/me/phone')).toHaveLength(0);
    await user.type(dialog.getByLabelText('当前密码'), 'violet-anchor');
    await user.click(dialog.getByRole('button', { name: '保存' }));

    expect(await screen.findByText('+8613800138000')).toBeInTheDocument();
    expect(server.bodiesOf('POST /api/v1/me/phone')).toEqual([
      { phone: '13800138000', code: '123456', password: 'violet-anchor' },
    ]);
  });

  it('offers to become a publisher only with a wallet', async () => {
    await open(player());

    expect(screen.getByText(/要先关联一个以太坊钱包/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '成为任务发布者' })).not.toBeInTheDocument();
  });

  it('makes a publisher once the rules are accepted, with a token that says so', async () => {
    const me = player({ ethereumAddress: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' });
    const publisher = { ...me, roles: [...me.roles, 'TASK_PUBLISHER' as const] };
    const { server, user } = await open(me, {
      'POST /api/v1/me/publisher': () => publisher,
      'POST /api/v1/auth/refreshes': () => ({
        accessToken: 'new',
        tokenType: 'Bearer',
        expiresIn: 900,
        user: publisher,
      }),
    });

    await user.click(screen.getByRole('button', { name: '成为任务发布者' }));
    expect(screen.getByText('请先接受规则。')).toBeInTheDocument();
    expect(server.bodiesOf('POST /api/v1/me/publisher')).toHaveLength(0);

    await user.click(screen.getByRole('checkbox', { name: '我接受以上规则' }));
    await user.click(screen.getByRole('button', { name: '成为任务发布者' }));

    expect(await screen.findByText('已开通')).toBeInTheDocument();
    await waitFor(() => {
      expect(server.bodiesOf('POST /api/v1/auth/refreshes')).toHaveLength(1);
    });
  });

  it('shows why a request was rejected and takes another one', async () => {
    const statement = '我在这个游戏里带过三年新手，想创建一个互助社区，每周组织两次活动，欢迎所有人加入。';
    const rejected = {
      id: '1',
      userId: '7001',
      username: 'traveller',
      statement: 'x'.repeat(30),
      links: [],
      status: 'REJECTED',
      reason: '链接打不开',
      createdAt: '2026-02-02T03:04:05Z',
      decidedAt: '2026-02-03T03:04:05Z',
      decidedBy: '1',
    };
    const { server, user } = await open(player(), {
      'GET /api/v1/me/verification-requests': () => ({ items: [rejected] }),
      'POST /api/v1/me/verification-requests': () => ({ ...rejected, status: 'PENDING' }),
    });

    expect(await screen.findByText('审核意见：链接打不开')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '再次申请' }));
    await user.type(screen.getByLabelText('申请说明'), statement);
    await user.type(screen.getByLabelText(/能证明你的链接/), 'javascript:alert(1)');
    await user.click(screen.getByRole('button', { name: '提交申请' }));
    expect(await screen.findByText(/请填写完整的网址/)).toBeInTheDocument();

    await user.clear(screen.getByLabelText(/能证明你的链接/));
    await user.type(screen.getByLabelText(/能证明你的链接/), 'https://example.com/me');
    await user.click(screen.getByRole('button', { name: '提交申请' }));

    await waitFor(() => {
      expect(server.bodiesOf('POST /api/v1/me/verification-requests')).toEqual([
        { statement, links: ['https://example.com/me'] },
      ]);
    });
  });
});
