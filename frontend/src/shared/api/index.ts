export { api, sessionFetch, unwrap, useTokenSource } from './client';
export { unreachable } from './connection';
export { ApiProblem, hasCode, Outage, type FieldProblem } from './problem';
export { queryClient } from './queryClient';
export { useSite } from './site';
export type * from './types';
export type { components, paths } from './generated/user-service';
