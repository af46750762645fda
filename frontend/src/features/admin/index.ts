export { default as AdminLayout } from './components/AdminLayout.vue';
export { default as ReasonField } from './components/ReasonField.vue';
