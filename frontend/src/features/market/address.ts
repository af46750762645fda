import type { RouteLocationRaw } from 'vue-router';

/** Where a task's page is. */
export const taskPath = (taskId: string): RouteLocationRaw => ({ path: '/task/', query: { taskId } });
