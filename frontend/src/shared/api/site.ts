import { useQuery } from '@tanstack/vue-query';
import { api, unwrap } from './client';

/** What the page must know about this installation: the chain, the demo wallet, the version of the terms. */
export function useSite() {
  return useQuery({
    queryKey: ['site'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/site', { signal })),
    staleTime: Infinity,
  });
}
