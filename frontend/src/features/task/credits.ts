import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, unwrap } from '@/shared/api';
import { TASKS } from '@/features/market';

/** What waits in the contract for the reader's account, and the call that pulls it. */
export const fetchCredit = (id: string, recipient: string) =>
  unwrap(
    api.GET('/api/v1/tasks/{id}/credit', { params: { path: { id }, query: recipient === '' ? {} : { recipient } } }),
  );

export function useCredit(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => [...TASKS, 'credit', toValue(id)] as const),
    queryFn: () => fetchCredit(toValue(id), ''),
    staleTime: 0,
  });
}
