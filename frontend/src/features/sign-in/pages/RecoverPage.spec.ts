import { screen } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import RecoverPage from './RecoverPage.vue';

async function askFor(email: string, answer: Answer) {
  const server = fakeServer({ 'POST /api/v1/auth/recoveries': answer });
  const { user } = await renderPage(RecoverPage, { path: '/recover/' });
  await user.type(screen.getByLabelText('邮箱'), email);
  await user.click(screen.getByRole('button', { name: '发送链接' }));
  return server;
}

describe('the recovery page', () => {
  it('says the same for every address, and moves the focus there', async () => {
    const server = await askFor('lin@example.com', () => undefined);

    const outcome = await screen.findByRole('status');
    expect(outcome).toHaveTextContent('如果 lin@example.com 属于某个账户，链接已经寄出');
    expect(outcome).toHaveFocus();
    expect(server.bodiesOf('POST /api/v1/auth/recoveries')).toEqual([{ email: 'lin@example.com', locale: 'zh-CN' }]);
  });

  it('sends who asked too often to the links that are in the mailbox', async () => {
    await askFor('lin@example.com', () => problem(429, 'too-many-attempts', { retryAfter: 700 }));

    expect(await screen.findByText(/30 分钟内寄出的链接都还能用/)).toHaveTextContent('尝试次数太多');
  });
});
