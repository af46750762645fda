import { useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, newAttempt, queryClient, unwrap, type TaskSchemas, type TaskStatus, type TaskView } from '@/shared/api';
import { TASKS } from '@/features/market';

export type Draft = TaskSchemas['DraftRequest'];
export type FundingPlan = TaskSchemas['FundingPlan'];
export type Side = 'published' | 'claimed';

const PAGE = 24;
const one = (id: string) => [...TASKS, 'one', id] as const;
const at = (id: string) => ({ path: { id } });

/** One's own task, asked again while something is to come. */
export function useOwnTask(id: MaybeRefOrGetter<string>, interval: MaybeRefOrGetter<number | false>) {
  return useQuery({
    queryKey: computed(() => one(toValue(id))),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/tasks/{id}', { params: at(toValue(id)), signal })),
    enabled: computed(() => toValue(id) !== ''),
    // A value that changes, not a function: one is only asked again when an answer arrives.
    refetchInterval: computed(() => toValue(interval)),
    staleTime: 0,
  });
}

/** What somebody has published or taken on. */
export function useMyTasks(side: MaybeRefOrGetter<Side>, status: MaybeRefOrGetter<TaskStatus | null>) {
  return useInfiniteQuery({
    queryKey: computed(() => [...TASKS, toValue(side), toValue(status)]),
    queryFn: ({ signal, pageParam }) => {
      const wanted = toValue(status);
      const query = { limit: PAGE, ...(wanted ? { status: wanted } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(
        toValue(side) === 'published'
          ? api.GET('/api/v1/tasks/published', { params: { query }, signal })
          : api.GET('/api/v1/tasks/claimed', { params: { query }, signal }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor ?? null,
    staleTime: 0,
  });
}

/** The answer to a change is the newest there is; lists are asked again when they are looked at. */
export async function keep(change: Promise<TaskView>): Promise<TaskView> {
  const task = await change;
  queryClient.setQueryData(one(task.id), task);
  await forgetLists();
  return task;
}

function forgetLists(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: TASKS, predicate: ({ queryKey }) => queryKey[1] !== 'one' });
}

export const createDraft = (draft: Draft) =>
  keep(unwrap(api.POST('/api/v1/tasks', { body: draft, headers: newAttempt() })));

export const saveDraft = (id: string, draft: Draft, version: string) =>
  keep(unwrap(api.PUT('/api/v1/tasks/{id}/draft', { params: at(id), body: { draft, version } })));

export async function deleteDraft(id: string): Promise<void> {
  await unwrap(api.DELETE('/api/v1/tasks/{id}', { params: at(id) }));
  queryClient.removeQueries({ queryKey: one(id) });
  await forgetLists();
}

export const applyForPublication = (id: string) =>
  keep(unwrap(api.POST('/api/v1/tasks/{id}/application', { params: at(id), headers: newAttempt() })));

/** The exact call for the publisher's own wallet, and what the linked account has. */
export function useFundingPlan(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => [...TASKS, 'funding', toValue(id)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/tasks/{id}/funding', { params: at(toValue(id)), signal })),
    staleTime: 0,
    retry: false,
  });
}

export const rememberFunding = (id: string, transactionHash: string) =>
  keep(unwrap(api.POST('/api/v1/tasks/{id}/funding', { params: at(id), body: { transactionHash } })));
