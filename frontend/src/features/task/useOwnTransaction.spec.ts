import { cleanup, screen, waitFor } from '@testing-library/vue';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, type PropType } from 'vue';
import { queryClient, type TaskView } from '@/shared/api';
import { fakeChain } from '@/shared/testing/chain';
import { mount } from '@/shared/testing/mount';
import { fakeServer } from '@/shared/testing/server';
import { escrow, task } from '@/shared/testing/tasks';
import { connectWallet, disconnectWallet } from '@/shared/wallet/connection';
import { PUBLISHER } from './testing';
import { useOwnTransaction } from './useOwnTransaction';

const SENT = `0x${'cd'.repeat(32)}`;
const FASTER = `0x${'ce'.repeat(32)}`;
const PLACE = 'guildhall.call.900';
const ASKED_AGAIN = { timeout: 4000 };

/** A page that shows what its own wallet has sent, and sends. */
const Page = defineComponent({
  props: { task: { type: Object as PropType<TaskView>, required: true } },
  setup(props) {
    const own = useOwnTransaction(() => props.task);
    return () => [
      h('p', own.hash.value ? `waits for ${own.hash.value}` : 'waits for nothing'),
      h('p', own.resumed.value ? 'from before' : 'from now'),
      h('button', { onClick: () => own.follow(SENT) }, 'send'),
    ];
  },
});

let chain: ReturnType<typeof fakeChain>;

beforeEach(async () => {
  fakeServer({ 'GET /api/v1/task-escrow': () => escrow() });
  chain = fakeChain(PUBLISHER);
  chain.sends(SENT);
  await connectWallet(chain.wallet);
});

afterEach(() => {
  disconnectWallet();
  vi.restoreAllMocks();
});

async function open(shown: TaskView = task()) {
  const view = await mount(Page, { props: { task: shown } });
  return { ...view, user: userEvent.setup({ delay: null }) };
}

async function send(shown?: TaskView) {
  const view = await open(shown);
  await view.user.click(screen.getByRole('button', { name: 'send' }));
  expect(await screen.findByText(`waits for ${SENT}`)).toBeInTheDocument();
  return view;
}

const noted = () => JSON.parse(localStorage.getItem(PLACE) ?? 'null') as unknown;

describe('a transaction of one’s own wallet', () => {
  it('is shown and written down as soon as it was sent, with where the task stood', async () => {
    await send(task({ status: 'REVISION_ASKED', round: 2 }));

    expect(noted()).toEqual({ hash: SENT, status: 'REVISION_ASKED', round: 2 });
    expect(screen.getByText('from now')).toBeInTheDocument();
  });

  it('asks for the task again once it is in a block, and stays until the task has moved on', async () => {
    const again = vi.spyOn(queryClient, 'invalidateQueries');
    const { rerender } = await send();

    chain.mines(SENT);
    await waitFor(() => {
      expect(again).toHaveBeenCalledWith({ queryKey: ['tasks', 'one', '900'] });
    }, ASKED_AGAIN);
    expect(screen.getByText(`waits for ${SENT}`)).toBeInTheDocument();

    await rerender({ task: task({ status: 'CANCELLED' }) });
    expect(screen.getByText('waits for nothing')).toBeInTheDocument();
    expect(noted()).toBeNull();
  });

  it('counts as over when the task is in its next round', async () => {
    const { rerender } = await send(task({ status: 'SUBMITTED', round: 0 }));

    await rerender({ task: task({ status: 'SUBMITTED', round: 1 }) });

    expect(screen.getByText('waits for nothing')).toBeInTheDocument();
    expect(noted()).toBeNull();
  });

  it('that fails is told and forgotten', async () => {
    await send();

    chain.mines(SENT, false);

    expect(await screen.findByText('交易上链了但没有成功，什么都没有改变。', {}, ASKED_AGAIN)).toBeInTheDocument();
    expect(screen.getByText('waits for nothing')).toBeInTheDocument();
    expect(noted()).toBeNull();
  });

  it('that the wallet sends again with a higher fee is followed under its new hash', async () => {
    await send();

    chain.sends(FASTER);
    chain.mines(FASTER);

    expect(await screen.findByText(`waits for ${FASTER}`, {}, ASKED_AGAIN)).toBeInTheDocument();
    expect(noted()).toEqual({ hash: FASTER, status: 'OPEN', round: 0 });
  });

  it('that the wallet cancels is told and forgotten', async () => {
    await send();

    chain.sends(FASTER, { to: PUBLISHER, input: '0x' });
    chain.mines(FASTER);

    expect(await screen.findByText('钱包用另一笔交易取消了它，什么都没有改变。', {}, ASKED_AGAIN)).toBeInTheDocument();
    expect(screen.getByText('waits for nothing')).toBeInTheDocument();
    expect(noted()).toBeNull();
  });

  it('is shown as long as the page is open where nothing can be written down', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('forbidden', 'SecurityError');
    });
    await send();

    expect(screen.getByText(`waits for ${SENT}`)).toBeInTheDocument();
    expect(noted()).toBeNull();
  });
});

describe('a page that was closed meanwhile', () => {
  it('takes the transaction up again while the task stands where it stood', async () => {
    await send();
    cleanup();

    await open();

    expect(await screen.findByText(`waits for ${SENT}`)).toBeInTheDocument();
    expect(screen.getByText('from before')).toBeInTheDocument();
    chain.mines(SENT, false);
    expect(await screen.findByText('waits for nothing', {}, ASKED_AGAIN)).toBeInTheDocument();
    expect(screen.getByText('from now')).toBeInTheDocument();
  });

  it('waits anew for what is sent now', async () => {
    await send();
    cleanup();
    const { user } = await open();
    expect(await screen.findByText('from before')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'send' }));

    expect(screen.getByText('from now')).toBeInTheDocument();
  });

  it.each([
    ['has another status', task({ status: 'CLAIMED' })],
    ['is in another round', task({ round: 1 })],
  ])('forgets it when the task %s', async (_, shown) => {
    await send();
    cleanup();

    await open(shown);

    expect(screen.getByText('waits for nothing')).toBeInTheDocument();
    expect(noted()).toBeNull();
  });

  it.each(['{', '"text"', '{"hash":1,"status":"OPEN","round":0}', '{"hash":"0x1","status":"OPEN"}'])(
    'takes up nothing from what is no note: %s',
    async (written) => {
      localStorage.setItem(PLACE, written);

      await open();

      expect(screen.getByText('waits for nothing')).toBeInTheDocument();
    },
  );
});
