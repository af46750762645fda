export { default as CheckField } from './CheckField.vue';
export { default as FormDialog } from './FormDialog.vue';
export { default as FormFailure } from './FormFailure.vue';
export { default as FormField } from './FormField.vue';
export { default as SelectField } from './SelectField.vue';
export { default as PasswordField } from './PasswordField.vue';
export * as rules from './rules';
export { useForm, type Form, type FormOptions, type Rule } from './useForm';
