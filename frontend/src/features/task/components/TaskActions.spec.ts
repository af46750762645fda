import userEvent from '@testing-library/user-event';
import { screen, waitFor, within } from '@testing-library/vue';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import type { TaskView, TypedData } from '@/shared/api';
import { player } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import { CONTRACT, escrow } from '@/shared/testing/tasks';
import { offered } from '../actions';
import { funded, WORKER } from '../testing';
import TaskActions from './TaskActions.vue';

const PREPARE = 'POST /api/v1/tasks/{id}/consents';
const SIGN = 'PUT /api/v1/tasks/{id}/consents/{consentId}';

let replies: Record<string, () => unknown>;
let asked: { method: string; params?: readonly unknown[] | undefined }[];
let announce: () => void;

beforeEach(() => {
  asked = [];
  replies = {
    eth_requestAccounts: () => [WORKER],
    eth_chainId: () => '0x7a69',
    eth_signTypedData_v4: () => '0x51',
    eth_sendTransaction: () => `0x${'cd'.repeat(32)}`,
  };
  const provider = {
    request: async (call: { method: string; params?: readonly unknown[] }) => {
      asked.push(call);
      return replies[call.method]?.() ?? null;
    },
  };
  announce = () => {
    const detail = { info: { uuid: 'w3', name: 'Fox', icon: '' }, provider };
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  };
  window.addEventListener('eip6963:requestProvider', announce);
});

afterEach(() => {
  window.removeEventListener('eip6963:requestProvider', announce);
});

function claimOf(key: string): TypedData {
  return {
    domain: { name: 'Guildhall Task Escrow', version: '1', chainId: 31337, verifyingContract: CONTRACT },
    types: {
      EIP712Domain: [],
      Claim: [
        { name: 'task', type: 'bytes32' },
        { name: 'openedIn', type: 'uint256' },
        { name: 'worker', type: 'address' },
      ],
    },
    primaryType: 'Claim',
    message: { task: key, openedIn: '17', worker: WORKER },
  };
}

async function open(change: Partial<TaskView>, answers: Record<string, Answer> = {}) {
  const { shown, receipt } = await funded(change);
  const server = fakeServer({
    'GET /api/v1/task-escrow': () => escrow(),
    'GET /api/v1/site': () => ({ chainId: 31337, demoWallet: null, publicUrl: '', termsVersion: '1' }),
    'GET /api/v1/tasks/{id}/receipt': () => receipt,
    [PREPARE]: () => ({ consentId: '77', typedData: claimOf(receipt.key) }),
    [SIGN]: () => ({ ...shown, actions: [] }),
    ...answers,
  });
  const host = defineComponent(() => () => h(TaskActions, { task: shown }));
  await renderPage(host, { path: '/task/', user: player({ ethereumAddress: WORKER }) });
  return { server, shown, receipt };
}

const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

/** Connects the wallet in the dialog, unless an earlier test of this page has. */
async function connect(): Promise<void> {
  const fox = within(screen.getByRole('dialog')).queryByRole('button', { name: 'Fox' });
  if (fox) {
    await userEvent.click(fox);
  }
  await screen.findByText(/已连接/);
}

describe('claiming a task', () => {
  it('says what is agreed to, signs exactly that, and hands the signature in', async () => {
    const { server, receipt } = await open({ actions: ['CLAIM'] });

    await click('领取任务');
    expect(await screen.findByText(/完成并通过验收后得到 0\.05\sETH/)).toBeInTheDocument();
    await connect();
    await click('签名领取');

    await waitFor(() => {
      expect(server.bodiesOf(SIGN)).toEqual([{ signature: '0x51' }]);
    });
    expect(server.bodiesOf(PREPARE)).toEqual([{ kind: 'CLAIM' }]);
    const signed = asked.find(({ method }) => method === 'eth_signTypedData_v4');
    expect(signed?.params?.[0]).toBe(WORKER);
    expect(JSON.parse(String(signed?.params?.[1]))).toEqual(claimOf(receipt.key));
  });

  it('asks for no signature when the message is about another task', async () => {
    await open(
      { actions: ['CLAIM'] },
      { [PREPARE]: () => ({ consentId: '77', typedData: claimOf(`0x${'00'.repeat(32)}`) }) },
    );

    await click('领取任务');
    await connect();
    await click('签名领取');

    expect(await screen.findByText(/服务器给的签名内容与这一步不符/)).toBeInTheDocument();
    expect(asked.map(({ method }) => method)).not.toContain('eth_signTypedData_v4');
  });

  it('asks for no signature when the receipt is of another reward', async () => {
    const { receipt, server } = await open({ actions: ['CLAIM'] });
    server.answer('GET /api/v1/tasks/{id}/receipt', () => ({ ...receipt, terms: { ...receipt.terms, reward: '1' } }));

    await click('领取任务');
    await connect();
    await click('签名领取');

    expect(await screen.findByText(/任务的凭证对不上/)).toBeInTheDocument();
    expect(server.count(PREPARE)).toBe(0);
  });

  it('recovers from a refused signature', async () => {
    const { server } = await open({ actions: ['CLAIM'] });
    replies['eth_signTypedData_v4'] = () => {
      throw Object.assign(new Error('no'), { code: 4001 });
    };

    await click('领取任务');
    await connect();
    await click('签名领取');
    expect(await screen.findByText(/你在钱包里拒绝了请求/)).toBeInTheDocument();
    replies['eth_signTypedData_v4'] = () => '0x52';
    await click('签名领取');

    await waitFor(() => {
      expect(server.bodiesOf(SIGN)).toEqual([{ signature: '0x52' }]);
    });
  });

  it('says that somebody else was faster', async () => {
    await open({ actions: ['CLAIM'] }, { [PREPARE]: () => problem(409, 'task-claimed-already') });

    await click('领取任务');
    await connect();
    await click('签名领取');

    expect(await screen.findByText('被别人抢先领取了。')).toBeInTheDocument();
  });

  it('names the account that is needed when the wallet is on another one', async () => {
    await open({ actions: ['CLAIM'] });
    await click('领取任务');
    await connect();
    await userEvent.click(screen.getByRole('button', { name: '换一个钱包' }));
    replies['eth_requestAccounts'] = () => [CONTRACT];
    await connect();
    await click('签名领取');

    expect(await screen.findByText(/这一步要用你关联的 0x7099…79C8/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: '换一个钱包' }));
  });
});

describe('what is offered', () => {
  it('is one thing above all', async () => {
    const { shown } = await funded({
      status: 'SUBMITTED',
      actions: ['REVISION', 'APPROVAL', 'SETTLEMENT', 'DISPUTE'],
    });

    expect(offered(shown)).toEqual({ primary: 'APPROVAL', others: ['REVISION', 'SETTLEMENT', 'DISPUTE'] });
  });

  it('is not to pay before anything was handed in', async () => {
    const { shown } = await funded({ status: 'CLAIMED', actions: ['APPROVAL', 'SETTLEMENT', 'DISPUTE'] });

    expect(offered(shown).primary).toBeNull();
  });

  it('is not to pay in full while an arbiter decides, and after a ruling to appeal', async () => {
    const disputed = await funded({ status: 'DISPUTED', actions: ['APPROVAL', 'SETTLEMENT', 'STATEMENT'] });
    const ruled = await funded({ status: 'RULED', actions: ['APPROVAL', 'APPEAL', 'SETTLEMENT'] });

    expect(offered(disputed.shown)).toEqual({ primary: null, others: ['APPROVAL', 'SETTLEMENT'] });
    expect(offered(ruled.shown)).toEqual({ primary: 'APPEAL', others: ['APPROVAL', 'SETTLEMENT'] });
  });
});

it('does not urge who has asked for a task already to ask again', async () => {
  const { shown } = await funded({ mode: 'BY_APPLICATION', asked: true, actions: ['CANDIDATURE'] });

  expect(offered(shown)).toEqual({ primary: null, others: ['CANDIDATURE'] });
  expect(offered({ ...shown, asked: false }).primary).toBe('CANDIDATURE');
});

describe('what was typed before signing', () => {
  it('outlives closing the dialog, and goes nowhere else', async () => {
    await open({ status: 'SUBMITTED', workerAddress: WORKER, actions: ['REVISION', 'DISPUTE'] });
    await click('要求修改');
    await userEvent.type(await screen.findByLabelText('原因'), '第三章没有打完');
    await click('取消');

    await click('要求修改');
    expect(await screen.findByLabelText('原因')).toHaveValue('第三章没有打完');
    await click('取消');

    await click('发起争议');
    expect(await screen.findByLabelText('原因')).toHaveValue('');
  });
});

it('needs a reason for a revision', async () => {
  const { server } = await open({ status: 'SUBMITTED', workerAddress: WORKER, actions: ['REVISION'] });

  await click('要求修改');
  await click('签名并要求修改');

  expect(await screen.findByText('请填写这一项。')).toBeInTheDocument();
  expect(server.count(PREPARE)).toBe(0);
});

it('has the own wallet send what needs no signature of others', async () => {
  const call = { from: WORKER, to: CONTRACT, value: '0', data: '0x1234' };
  await open({ actions: ['CANCEL'] }, { 'GET /api/v1/tasks/{id}/calls/{verb}': () => call });

  await click('取消任务');
  expect(await screen.findByText(/0\.05125\sETH 会全额退回/)).toBeInTheDocument();
  await connect();
  await click('发送交易');

  expect(await screen.findByText(/交易已发送/)).toBeInTheDocument();
  const sent = asked.find(({ method }) => method === 'eth_sendTransaction');
  expect(sent?.params).toEqual([{ from: WORKER, to: CONTRACT, value: '0x0', data: '0x1234' }]);
});
