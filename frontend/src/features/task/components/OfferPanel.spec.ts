import { screen } from '@testing-library/vue';
import { expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { player } from '@/shared/testing/fixtures';
import { renderPage } from '@/shared/testing/page';
import { task } from '@/shared/testing/tasks';
import OfferPanel from './OfferPanel.vue';

const me = player();
const mine = task({
  publisher: { id: me.id, username: me.username, verified: true },
  actions: ['SETTLEMENT'],
});
const validUntil = '2026-12-08T00:00:00Z';

async function open(by: 'PUBLISHER' | 'WORKER') {
  const shown = { ...mine, offers: [{ id: '9', by, share: 2500, at: '2026-12-01T00:00:00Z', validUntil }] };
  await renderPage(
    defineComponent(() => () => h(OfferPanel, { task: shown })),
    { path: '/task/', user: me },
  );
}

it('lets somebody accept what the other side offers', async () => {
  await open('WORKER');

  expect(screen.getByRole('button', { name: /同意接单者得/ })).toBeInTheDocument();
  expect(screen.queryByText(/尚未回应/)).toBeNull();
});

it('says of an offer of their own that the other side has not answered', async () => {
  await open('PUBLISHER');

  expect(screen.getByText('接单者尚未回应。')).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
});
