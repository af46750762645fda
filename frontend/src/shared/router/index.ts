import './meta';

export type { RouteRecordRaw } from 'vue-router';
