import { useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, unwrap, type TaskSchemas } from '@/shared/api';

const PAGE = 24;
const HOT = 6;

/** The key under which everything about tasks is cached. */
export const TASKS = ['tasks'] as const;

export type PublicStatus = NonNullable<TaskSchemas['TaskCard']['publicStatus']>;
export type Order = 'newest' | 'reward' | 'deadline';

/** What the market is searched for; amounts in smallest units. */
export interface TaskFilter {
  q?: string;
  status?: PublicStatus;
  token?: string;
  minReward?: string;
  maxReward?: string;
  tag?: string;
  publisher?: string;
  sort?: Order;
}

/** The market, page by page. */
export function useTaskList(filter: MaybeRefOrGetter<TaskFilter>, enabled: MaybeRefOrGetter<boolean> = true) {
  return useInfiniteQuery({
    queryKey: computed(() => [...TASKS, 'market', toValue(filter)]),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/tasks', {
          params: { query: { ...toValue(filter), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor ?? null,
    enabled: computed(() => toValue(enabled)),
  });
}

/** Open tasks with the highest reward, for the home page. */
export function useHotTasks() {
  return useQuery({
    queryKey: [...TASKS, 'hot'],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/tasks', { params: { query: { status: 'PUBLISHED', sort: 'reward', limit: HOT } }, signal }),
      ),
    select: (page) => page.items,
  });
}
