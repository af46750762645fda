import type { Role } from '@/shared/api';

export const ROLES: readonly Role[] = ['PLAYER', 'TASK_PUBLISHER', 'COMMUNITY_ADMIN', 'SYSTEM_ADMIN'];
