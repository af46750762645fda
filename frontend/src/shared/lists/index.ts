export { default as FilterForm } from './FilterForm.vue';
export { default as MoreButton } from './MoreButton.vue';
export { default as PagedList } from './PagedList.vue';
export { useUrlFilter } from './useUrlFilter';
export type { PagedQuery } from './pagedQuery';
