interface Sent {
  hash: string;
  from: string;
  to: string;
  nonce: string;
  value: string;
  input: string;
  /** Null while it waits. */
  minedIn: number | null;
  works: boolean;
}

const hex = (number: number) => `0x${number.toString(16)}`;
const BLOCK = `0x${'b1'.repeat(32)}`;

/** A chain as a wallet tells of it: transactions wait until a test puts them into a block. */
export function fakeChain(account: string) {
  const sent: Sent[] = [];
  let height = 1;

  const asTransaction = (one: Sent) => ({
    ...one,
    blockNumber: one.minedIn === null ? null : hex(one.minedIn),
    blockHash: one.minedIn === null ? null : BLOCK,
    transactionIndex: one.minedIn === null ? null : '0x0',
    gas: '0x5208',
    type: '0x2',
    chainId: hex(31337),
  });

  function receiptOf(hash: unknown) {
    const one = sent.find((candidate) => candidate.hash === hash && candidate.minedIn !== null);
    return one
      ? {
          transactionHash: one.hash,
          blockNumber: hex(one.minedIn ?? 0),
          blockHash: BLOCK,
          status: one.works ? '0x1' : '0x0',
          from: one.from,
          to: one.to,
          logs: [],
        }
      : null;
  }

  function answer(method: string, params: readonly unknown[] = []): unknown {
    switch (method) {
      case 'eth_requestAccounts':
        return [account];
      case 'eth_chainId':
        return hex(31337);
      case 'eth_blockNumber':
        return hex(height);
      case 'eth_getTransactionReceipt':
        return receiptOf(params[0]);
      case 'eth_getTransactionByHash': {
        const one = sent.find(({ hash }) => hash === params[0]);
        return one ? asTransaction(one) : null;
      }
      case 'eth_getBlockByNumber':
        return {
          number: params[0],
          hash: BLOCK,
          transactions: sent.filter(({ minedIn }) => hex(minedIn ?? 0) === params[0]).map(asTransaction),
        };
      default:
        return null;
    }
  }

  return {
    /** For `connectWallet`. */
    wallet: {
      id: 'chain',
      name: 'Chain',
      icon: null,
      demo: false,
      provider: {
        request: async ({ method, params }: { method: string; params?: readonly unknown[] }) => answer(method, params),
      },
    },
    /** A transaction that waits for a block. */
    sends: (hash: string, call: Partial<Pick<Sent, 'to' | 'value' | 'input'>> = {}) => {
      sent.push({
        hash,
        from: account,
        to: `0x${'ee'.repeat(20)}`,
        nonce: '0x0',
        value: '0x0',
        input: '0x1234',
        minedIn: null,
        works: true,
        ...call,
      });
    },
    /** Puts it into the next block. */
    mines: (hash: string, works = true) => {
      height += 1;
      for (const one of sent.filter((candidate) => candidate.hash === hash)) {
        Object.assign(one, { minedIn: height, works });
      }
    },
  };
}
