import { useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import { api, queryClient, unwrap } from '@/shared/api';
import type { AdminUser, components, paths, Role } from '@/shared/api';

type Schemas = components['schemas'];

const PAGE = 30;
const USERS = ['admin', 'users'] as const;
const REQUESTS = ['admin', 'verification-requests'] as const;

export interface UserFilter {
  query?: string;
  role?: Role;
  status?: 'active' | 'banned';
  verified?: boolean;
}

export type AuditFilter = NonNullable<paths['/api/v1/admin/audit-events/export']['get']['parameters']['query']>;

export type RequestStatus = Schemas['VerificationRequest']['status'];

export function useUsers(filter: MaybeRefOrGetter<UserFilter>) {
  return useInfiniteQuery({
    queryKey: computed(() => [...USERS, 'list', toValue(filter)]),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/admin/users', {
          params: { query: { ...toValue(filter), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function useAdminUser(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => [...USERS, 'one', toValue(id)]),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/admin/users/{id}', { params: { path: { id: toValue(id) } }, signal })),
  });
}

/** The answer to a change is the newest there is; lists are asked again when they are looked at. */
async function keep(change: Promise<AdminUser>): Promise<AdminUser> {
  const user = await change;
  queryClient.setQueryData([...USERS, 'one', user.id], user);
  await queryClient.invalidateQueries({ queryKey: [...USERS, 'list'] });
  return user;
}

const at = (id: string) => ({ path: { id } });

export const changeRoles = (id: string, roles: Role[]) =>
  keep(unwrap(api.PUT('/api/v1/admin/users/{id}/roles', { params: at(id), body: { roles } })));

export const ban = (id: string, body: Schemas['Ban']) =>
  keep(unwrap(api.PUT('/api/v1/admin/users/{id}/ban', { params: at(id), body })));

export const unban = (id: string) => keep(unwrap(api.DELETE('/api/v1/admin/users/{id}/ban', { params: at(id) })));

export const changeVerified = (id: string, body: Schemas['VerifiedChange']) =>
  keep(unwrap(api.PUT('/api/v1/admin/users/{id}/verified', { params: at(id), body })));

export const endUserSessions = (id: string) =>
  unwrap(api.DELETE('/api/v1/admin/users/{id}/sessions', { params: at(id) }));

export function useVerificationQueue(status: MaybeRefOrGetter<RequestStatus>) {
  return useInfiniteQuery({
    queryKey: computed(() => [...REQUESTS, toValue(status)]),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/admin/verification-requests', {
          params: { query: { status: toValue(status), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export async function decide(id: string, body: Schemas['Decision']): Promise<void> {
  await unwrap(api.POST('/api/v1/admin/verification-requests/{id}/decision', { params: at(id), body }));
  await refreshQueue();
}

export async function refreshQueue(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: REQUESTS }),
    queryClient.invalidateQueries({ queryKey: USERS }),
  ]);
}

export function useAuditEvents(filter: MaybeRefOrGetter<AuditFilter>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['admin', 'audit', toValue(filter)]),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/admin/audit-events', {
          params: { query: { ...toValue(filter), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Reads the whole chain, so it runs when somebody asks for it. */
export const checkIntegrity = () => unwrap(api.GET('/api/v1/admin/audit-events/integrity'));

export interface AuditExport {
  file: Blob;
  /** Whether more matched than a file takes. */
  truncated: boolean;
}

export async function exportAudit(filter: AuditFilter): Promise<AuditExport> {
  const answer = api.GET('/api/v1/admin/audit-events/export', { params: { query: filter }, parseAs: 'blob' });
  const file = await unwrap<Blob>(answer as Promise<{ data?: Blob; error?: unknown; response: Response }>);
  return { file, truncated: (await answer).response.headers.get('X-Guildhall-Truncated') === 'true' };
}
