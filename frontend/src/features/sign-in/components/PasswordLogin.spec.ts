import userEvent from '@testing-library/user-event';
import { screen } from '@testing-library/vue';
import { expect, it } from 'vitest';
import { player, tokensFor } from '@/shared/testing/fixtures';
import { mount } from '@/shared/testing/mount';
import { fakeServer, noNetwork, problem } from '@/shared/testing/server';
import PasswordLogin from './PasswordLogin.vue';

const LOGIN = '/api/v1/auth/sessions';

async function fillIn(): Promise<void> {
  await userEvent.type(screen.getByLabelText('用户名、邮箱或手机号'), ' lan ');
  await userEvent.type(screen.getByLabelText('密码'), 'correct horse');
}

const submit = () => userEvent.click(screen.getByRole('button', { name: '登录' }));

it('logs in and hands the tokens on', async () => {
  const server = fakeServer({ [`POST ${LOGIN}`]: () => tokensFor(player()) });
  const { emitted } = await mount(PasswordLogin);

  await fillIn();
  await submit();

  expect(server.calls[0]?.body).toEqual({ identifier: 'lan', password: 'correct horse', remember: true });
  expect(emitted('done')).toEqual([[tokensFor(player())]]);
});

it('says what is missing next to the fields and focuses the first of them', async () => {
  const server = fakeServer({});
  await mount(PasswordLogin);

  await submit();

  const field = screen.getByLabelText('用户名、邮箱或手机号');
  expect(field).toHaveAccessibleDescription('请填写这一项。');
  expect(field).toHaveFocus();
  expect(server.calls).toHaveLength(0);
});

it('explains refused credentials', async () => {
  fakeServer({ [`POST ${LOGIN}`]: () => problem(401, 'invalid-credentials') });
  await mount(PasswordLogin);

  await fillIn();
  await submit();

  expect(screen.getByText(/账户名或密码不对/)).toBeVisible();
  expect(screen.getByLabelText('密码')).toHaveValue('correct horse');
});

it('asks for the second factor, then sends everything again', async () => {
  const server = fakeServer({
    [`POST ${LOGIN}`]: ({ body }) =>
      (body as { code?: string }).code === '123456' ? tokensFor(player()) : problem(401, 'second-factor-required'),
  });
  const { emitted } = await mount(PasswordLogin);

  await fillIn();
  await submit();
  const code = await screen.findByLabelText('两步验证码');
  expect(code).toHaveFocus();
  await userEvent.type(code, '123456');
  await submit();

  expect(server.calls[1]?.body).toMatchObject({ identifier: 'lan', password: 'correct horse', code: '123456' });
  expect(emitted('done')).toHaveLength(1);
});

it('does not call an outage a wrong password, and can be sent again', async () => {
  let down = true;
  fakeServer({ [`POST ${LOGIN}`]: () => (down ? noNetwork() : tokensFor(player())) });
  const { emitted } = await mount(PasswordLogin);

  await fillIn();
  await submit();
  expect(screen.getByText(/连不上服务器/)).toBeVisible();
  down = false;
  await submit();

  expect(emitted('done')).toHaveLength(1);
});
