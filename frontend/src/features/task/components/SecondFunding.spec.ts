import userEvent from '@testing-library/user-event';
import { screen, waitFor } from '@testing-library/vue';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { player } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer } from '@/shared/testing/server';
import { CONTRACT, escrow, WEI } from '@/shared/testing/tasks';
import { WORKER } from '../testing';
import SecondFunding from './SecondFunding.vue';

const RETURN = 'GET /api/v1/tasks/{id}/second-fundings/{key}/return';
const KEY = `0x${'ab'.repeat(32)}`;
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
    const detail = { info: { uuid: 'w5', name: 'Fox', icon: '' }, provider };
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  };
  window.addEventListener('eip6963:requestProvider', announce);
});

afterEach(() => {
  window.removeEventListener('eip6963:requestProvider', announce);
});

it('says that a second reward is locked, and has the wallet take it back', async () => {
  const funding = {
    key: KEY,
    account: WORKER,
    total: '51250000000000000',
    token: WEI,
    returnedAfter: '2026-12-01T00:00:00Z',
  };
  const server = fakeServer({
    'GET /api/v1/task-escrow': () => escrow(),
    'GET /api/v1/site': () => ({ chainId: 31337, demoWallet: null, publicUrl: '', termsVersion: '1' }),
    [RETURN]: () => CALL,
  });
  await renderPage(
    defineComponent(() => () => h(SecondFunding, { taskId: '900', funding })),
    { path: '/task/', user: player({ ethereumAddress: WORKER }) },
  );

  expect(await screen.findByText(/还有 0\.05125\sETH 锁在合约里/)).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: '取回多付的奖励' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Fox' }));
  await screen.findByText(/已连接/);
  await userEvent.click(await screen.findByRole('button', { name: '发送交易' }));

  await waitFor(() => {
    expect(sent).toEqual([{ from: WORKER, to: CONTRACT, value: '0x0', data: '0x1234' }]);
  });
  expect(server.count(`GET /api/v1/tasks/900/second-fundings/${KEY}/return`)).toBe(1);
});
