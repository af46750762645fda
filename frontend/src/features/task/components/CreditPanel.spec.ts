import userEvent from '@testing-library/user-event';
import { screen, waitFor, within } from '@testing-library/vue';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { player } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer } from '@/shared/testing/server';
import { CONTRACT, escrow, task } from '@/shared/testing/tasks';
import { WORKER } from '../testing';
import CreditPanel from './CreditPanel.vue';

const CREDIT = 'GET /api/v1/tasks/{id}/credit';
const OTHER = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC';
const CALL = { from: WORKER, to: CONTRACT, value: '0', data: '0x1234' };

let sent: unknown[];
let announce: () => void;

beforeEach(() => {
  sent = [];
  const provider = {
    request: async ({ method, params }: { method: string; params?: readonly unknown[] }) => {
      if (method === 'eth_sendTransaction') {
        sent.push(params?.[0]);
        return `0x${'cd'.repeat(32)}`;
      }
      return method === 'eth_requestAccounts' ? [WORKER] : method === 'eth_chainId' ? '0x7a69' : null;
    },
  };
  announce = () => {
    const detail = { info: { uuid: 'w4', name: 'Fox', icon: '' }, provider };
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  };
  window.addEventListener('eip6963:requestProvider', announce);
});

afterEach(() => {
  window.removeEventListener('eip6963:requestProvider', announce);
});

async function open(amount: string) {
  const server = fakeServer({
    'GET /api/v1/task-escrow': () => escrow(),
    'GET /api/v1/site': () => ({ chainId: 31337, demoWallet: null, publicUrl: '', termsVersion: '1' }),
    [CREDIT]: () => ({ amount, call: CALL }),
  });
  await renderPage(
    defineComponent(() => () => h(CreditPanel, { task: task({ creditedAccount: WORKER }) })),
    { path: '/task/', user: player({ ethereumAddress: WORKER }) },
  );
  return server;
}

const click = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

/** Connects the wallet in the dialog, unless an earlier test of this page has. */
async function connect(): Promise<void> {
  const fox = within(await screen.findByRole('dialog')).queryByRole('button', { name: 'Fox' });
  if (fox) {
    await userEvent.click(fox);
  }
  await screen.findByText(/已连接/);
}

it('says how much waits in the contract, and has the wallet pull it to another account', async () => {
  const server = await open('50000000000000000');

  expect(await screen.findByText(/共有 0\.05\sETH/)).toBeInTheDocument();
  await click('提取');
  await userEvent.type(await screen.findByLabelText(/另一个账户/), OTHER);
  await connect();
  await click('发送交易');

  await waitFor(() => {
    expect(sent).toEqual([{ from: WORKER, to: CONTRACT, value: '0x0', data: '0x1234' }]);
  });
  expect(server.calls.filter(({ path }) => path.endsWith('/credit')).map(({ query }) => query['recipient'])).toEqual(
    expect.arrayContaining([undefined, OTHER]),
  );
});

it('sends nothing to what is no account', async () => {
  await open('50000000000000000');

  await click('提取');
  await userEvent.type(await screen.findByLabelText(/另一个账户/), '0x12');
  await connect();
  await click('发送交易');

  expect(await screen.findByText(/这不是账户地址/)).toBeInTheDocument();
  expect(sent).toEqual([]);
});

it('offers nothing to pull once it was pulled', async () => {
  await open('0');

  expect(await screen.findByText(/已从合约中取出/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: '提取' })).toBeNull();
});
