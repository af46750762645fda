import userEvent from '@testing-library/user-event';
import { screen } from '@testing-library/vue';
import { expect, it } from 'vitest';
import { player, tokensFor } from '@/shared/testing/fixtures';
import { mount } from '@/shared/testing/mount';
import { fakeServer, problem } from '@/shared/testing/server';
import RegisterForm from './RegisterForm.vue';

const ACCOUNTS = '/api/v1/auth/accounts';
const FREE = { available: true };

async function fillIn(username = 'lan'): Promise<void> {
  await userEvent.type(screen.getByLabelText('用户名'), username);
  await userEvent.type(screen.getByLabelText('邮箱'), 'lan@example.com');
  await userEvent.type(screen.getByLabelText('密码'), 'correct horse');
  await userEvent.click(screen.getByRole('checkbox', { name: /我已阅读并同意/ }));
}

const submit = () => userEvent.click(screen.getByRole('button', { name: '创建账户' }));

it('registers by email', async () => {
  const server = fakeServer({ [`POST ${ACCOUNTS}`]: () => tokensFor(player()) });
  const { emitted } = await mount(RegisterForm, { props: { way: 'email', ticket: null } });

  await fillIn();
  await submit();

  expect(server.calls.find((call) => call.path === ACCOUNTS)?.body).toEqual({
    username: 'lan',
    locale: 'zh-CN',
    acceptTerms: true,
    email: 'lan@example.com',
    password: 'correct horse',
  });
  expect(emitted('done')).toHaveLength(1);
});

it('checks a field only after it was left once, then while typing', async () => {
  fakeServer({});
  await mount(RegisterForm, { props: { way: 'email', ticket: null } });
  const field = screen.getByLabelText('邮箱');

  await userEvent.type(field, 'lan');
  expect(field).not.toHaveAttribute('aria-invalid');
  await userEvent.tab();
  expect(field).toHaveAccessibleDescription(/请填写完整的邮箱地址/);
  await userEvent.type(field, '@example.com');

  expect(field).not.toHaveAttribute('aria-invalid');
});

it('says at once that a username is taken', async () => {
  fakeServer({ 'GET /api/v1/auth/usernames/lan': () => ({ available: false, reason: 'username-taken' }) });
  await mount(RegisterForm, { props: { way: 'email', ticket: null } });

  await userEvent.type(screen.getByLabelText('用户名'), 'lan');

  expect(await screen.findByText('这个用户名已经有人用了。')).toBeVisible();
});

it('puts the refusals of the server at their fields and focuses the first', async () => {
  fakeServer({
    'GET /api/v1/auth/usernames/lan': () => FREE,
    [`POST ${ACCOUNTS}`]: () =>
      problem(400, 'invalid-request', { errors: [{ field: 'password', code: 'common', message: '' }] }),
  });
  await mount(RegisterForm, { props: { way: 'email', ticket: null } });

  await fillIn();
  await submit();

  const field = screen.getByLabelText('密码');
  expect(field).toHaveAccessibleDescription(/这个密码太常见/);
  expect(field).toHaveFocus();
});

it('tells the limits that the server holds the field to', async () => {
  const errors = [{ field: 'email', code: 'size', message: '', limits: { min: 3, max: 100 } }];
  fakeServer({
    'GET /api/v1/auth/usernames/lan': () => FREE,
    [`POST ${ACCOUNTS}`]: () => problem(400, 'invalid-request', { errors }),
  });
  await mount(RegisterForm, { props: { way: 'email', ticket: null } });

  await fillIn();
  await submit();

  expect(screen.getByLabelText('邮箱')).toHaveAccessibleDescription(/3 到 100/);
});

it('asks for the terms', async () => {
  const server = fakeServer({ 'GET /api/v1/auth/usernames/lan': () => FREE });
  await mount(RegisterForm, { props: { way: 'email', ticket: null } });

  await fillIn();
  await userEvent.click(screen.getByRole('checkbox', { name: /我已阅读并同意/ }));
  await submit();

  expect(screen.getByRole('checkbox')).toHaveAccessibleDescription(/请先同意/);
  expect(server.count(`POST ${ACCOUNTS}`)).toBe(0);
});

it('needs neither password nor address with the ticket of a wallet', async () => {
  const server = fakeServer({ [`POST ${ACCOUNTS}`]: () => tokensFor(player()) });
  await mount(RegisterForm, { props: { way: 'wallet', ticket: { ticket: 'proof', address: '0x1' } } });

  await userEvent.type(screen.getByLabelText('用户名'), 'lan');
  await userEvent.click(screen.getByRole('checkbox', { name: /我已阅读并同意/ }));
  await submit();

  expect(server.calls.find((call) => call.path === ACCOUNTS)?.body).toEqual({
    username: 'lan',
    locale: 'zh-CN',
    acceptTerms: true,
    walletTicket: 'proof',
  });
});
