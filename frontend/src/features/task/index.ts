export { default as WithdrawDialog } from './components/WithdrawDialog.vue';
