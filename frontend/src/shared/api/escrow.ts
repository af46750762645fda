import { useQuery } from '@tanstack/vue-query';
import { api, unwrap } from './client';
import { queryClient } from './queryClient';
import type { TaskEscrow } from './types';

const ESCROW = {
  queryKey: ['task-escrow'],
  queryFn: ({ signal }: { signal: AbortSignal }) => unwrap(api.GET('/api/v1/task-escrow', { signal })),
  staleTime: 60_000,
};

/** Where the escrow is, what it takes, and whether the chain can be reached now. */
export function useTaskEscrow() {
  return useQuery(ESCROW);
}

/** The same outside of components. */
export const fetchTaskEscrow = (): Promise<TaskEscrow> => queryClient.fetchQuery(ESCROW);
