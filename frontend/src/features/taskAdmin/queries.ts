import { useInfiniteQuery } from '@tanstack/vue-query';
import { api, newAttempt, queryClient, unwrap, type TaskSchemas } from '@/shared/api';
import { TASKS } from '@/features/market';

export type TaskReview = TaskSchemas['TaskReview'];

export type TaskDispute = TaskSchemas['TaskDispute'];

const PAGE = 20;
const ASKS_EVERY_MS = 10_000;
const REVIEWS = ['admin', 'task-reviews'] as const;
const at = (id: string) => ({ path: { id } });

/** Tasks that wait for their check, longest first. */
export function useTaskReviews() {
  return useInfiniteQuery({
    queryKey: REVIEWS,
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/task-reviews', {
          params: { query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor ?? null,
    staleTime: 0,
  });
}

export async function refreshReviews(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: REVIEWS }),
    queryClient.invalidateQueries({ queryKey: TASKS }),
  ]);
}

export async function approveTask(id: string): Promise<void> {
  await unwrap(api.POST('/api/v1/task-reviews/{id}/approval', { params: at(id), headers: newAttempt() }));
  await refreshReviews();
}

export async function refuseTask(id: string, reason: string): Promise<void> {
  await unwrap(
    api.POST('/api/v1/task-reviews/{id}/refusal', { params: at(id), body: { reason }, headers: newAttempt() }),
  );
  await refreshReviews();
}

const DISPUTES = ['admin', 'task-disputes'] as const;

/** Disputes that wait for the arbiter, the nearest deadline first. */
export function useTaskDisputes() {
  return useInfiniteQuery({
    queryKey: DISPUTES,
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/task-disputes', {
          params: { query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
    // What the chain has confirmed meanwhile waits no longer.
    refetchInterval: ASKS_EVERY_MS,
  });
}

export async function refreshDisputes(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: DISPUTES }),
    queryClient.invalidateQueries({ queryKey: TASKS }),
  ]);
}

export async function rule(id: string, body: TaskSchemas['NewRuling']): Promise<void> {
  await unwrap(api.POST('/api/v1/task-disputes/{id}/ruling', { params: at(id), body, headers: newAttempt() }));
  await refreshDisputes();
}
