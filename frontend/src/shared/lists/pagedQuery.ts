import type { InfiniteData } from '@tanstack/vue-query';
import type { Ref } from 'vue';

/** What a list reads of an infinite query. */
export interface PagedQuery<Item> {
  data: Readonly<Ref<InfiniteData<{ items: readonly Item[] }> | undefined>>;
  error: Readonly<Ref<unknown>>;
  isPending: Readonly<Ref<boolean>>;
  hasNextPage: Readonly<Ref<boolean>>;
  isFetchingNextPage: Readonly<Ref<boolean>>;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}
