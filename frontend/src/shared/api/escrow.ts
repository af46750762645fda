import { useQuery } from '@tanstack/vue-query';
import { api, unwrap } from './client';
import { queryClient } from './queryClient';
import type { TaskEscrow } from './types';

const ESCROW = {
  queryKey: ['task-escrow'],
  queryFn: ({ signal }: { signal: AbortSignal }) => unwrap(api.GET('/api/v1/task-escrow', { signal })),
  staleTime: 60_000,
};

const ASKS_EVERY_MS = { usually: 60_000, whileStopped: 5_000 };

/** Where the escrow is, what it takes, and whether the chain can be reached now; asked more often while it takes nothing. */
export function useTaskEscrow() {
  return useQuery({
    ...ESCROW,
    refetchInterval: ({ state: { data } }) =>
      data && (data.paused || !data.available) ? ASKS_EVERY_MS.whileStopped : ASKS_EVERY_MS.usually,
  });
}

/** The same outside of components. */
export const fetchTaskEscrow = (): Promise<TaskEscrow> => queryClient.fetchQuery(ESCROW);
