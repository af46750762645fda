import './meta';

export { pageTitle, usePageTitle } from './pageTitle';
export type { RouteRecordRaw } from 'vue-router';
