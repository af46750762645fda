import { useQuery } from '@tanstack/vue-query';
import { api, unwrap } from './client';
import { queryClient } from './queryClient';
import type { Site } from './types';

const SITE = {
  queryKey: ['site'],
  queryFn: ({ signal }: { signal: AbortSignal }) => unwrap(api.GET('/api/v1/site', { signal })),
  staleTime: Infinity,
};

/** What the page must know about this installation: the chain, the demo wallet, the version of the terms. */
export function useSite() {
  return useQuery(SITE);
}

/** The same outside of components. */
export const fetchSite = (): Promise<Site> => queryClient.fetchQuery(SITE);
