export { default as PhoneFields } from './components/PhoneFields.vue';
