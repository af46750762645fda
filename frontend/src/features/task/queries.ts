import { useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, newAttempt, queryClient, unwrap, type TaskView } from '@/shared/api';
import { TASKS } from '@/features/market';

const one = (id: string) => [...TASKS, 'one', id] as const;
const timeline = (id: string) => [...TASKS, 'timeline', id] as const;
const at = (id: string) => ({ path: { id } });

const ENTRIES = 50;

/** A task as this reader sees it. Asked again by itself only while its stream of events is down. */
export function useTask(id: MaybeRefOrGetter<string>, interval: MaybeRefOrGetter<number | false>) {
  return useQuery({
    queryKey: computed(() => one(toValue(id))),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/tasks/{id}', { params: at(toValue(id)), signal })),
    // A value that changes, not a function: one is only asked again when an answer arrives.
    refetchInterval: computed(() => toValue(interval)),
    staleTime: 0,
  });
}

/** What happened to it, latest first. */
export function useTimeline(id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean>) {
  return useInfiniteQuery({
    queryKey: computed(() => timeline(toValue(id))),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/tasks/{id}/timeline', {
          params: { ...at(toValue(id)), query: { limit: ENTRIES, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor ?? null,
    enabled: computed(() => toValue(enabled)),
  });
}

/** The answer to a change is the newest there is; what else shows the task is asked again. */
export async function keepTask(task: TaskView): Promise<void> {
  // The chain may have been faster than the answer.
  queryClient.setQueryData<TaskView>(one(task.id), (known) =>
    known && BigInt(known.version) > BigInt(task.version) ? known : task,
  );
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: timeline(task.id) }),
    queryClient.invalidateQueries({ queryKey: TASKS, predicate: (query) => query.queryKey[1] !== 'one' }),
  ]);
}

/** Everything about the task is asked again. */
export async function refreshTask(id: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: one(id) }),
    queryClient.invalidateQueries({ queryKey: timeline(id) }),
  ]);
}

export const fetchReceipt = (id: string) => unwrap(api.GET('/api/v1/tasks/{id}/receipt', { params: at(id) }));

export const withdraw = (id: string) =>
  unwrap(api.POST('/api/v1/tasks/{id}/withdrawal', { params: at(id), headers: newAttempt() }));
