import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, newAttempt, queryClient, unwrap } from '@/shared/api';
import { TASKS } from '@/features/market';
import { refreshTask } from './queries';

const PAGE = 20;
const ASKS_EVERY_MS = 10_000;
const key = (id: string) => [...TASKS, 'candidates', id] as const;
const at = (id: string) => ({ path: { id } });

/** Who asked for a task, for its publisher. */
export function useCandidates(id: MaybeRefOrGetter<string>) {
  return useInfiniteQuery({
    queryKey: computed(() => key(toValue(id))),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/tasks/{id}/candidates', {
          params: { ...at(toValue(id)), query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
    refetchInterval: ASKS_EVERY_MS,
  });
}

export const askForTask = (id: string, message: string) =>
  unwrap(api.POST('/api/v1/tasks/{id}/candidates', { params: at(id), body: { message }, headers: newAttempt() }));

export async function acceptCandidate(id: string, userId: string): Promise<void> {
  await unwrap(
    api.POST('/api/v1/tasks/{id}/candidates/{userId}/acceptance', {
      params: { path: { id, userId } },
      headers: newAttempt(),
    }),
  );
  await Promise.all([queryClient.invalidateQueries({ queryKey: key(id) }), refreshTask(id)]);
}
