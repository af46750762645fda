export { default as TaskGrid } from './components/TaskGrid.vue';
export { default as TaskList } from './components/TaskList.vue';
export { default as TaskStatusTag } from './components/TaskStatusTag.vue';
export { taskPath } from './address';
export { TASKS, useHotTasks } from './queries';
