export { api, newAttempt, sessionFetch, unwrap, useTokenSource } from './client';
export { unreachable } from './connection';
export { ApiProblem, hasCode, Outage, type FieldProblem } from './problem';
export { queryClient } from './queryClient';
export { fetchSite, useSite } from './site';
export { fetchTaskEscrow, useTaskEscrow } from './escrow';
export type * from './types';
export type { components, paths } from './generated/user-service';
