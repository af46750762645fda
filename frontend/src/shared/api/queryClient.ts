import { QueryClient } from '@tanstack/vue-query';
import { Outage } from './problem';

const RETRIES_OF_A_READ = 2;

/** One cache for what the server says. Only outages are tried again: a refusal stays a refusal. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => error instanceof Outage && failures < RETRIES_OF_A_READ,
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
