import '@testing-library/jest-dom/vitest';
import { beforeAll, beforeEach } from 'vitest';
import { setLocale } from '@/shared/i18n';

beforeAll(async () => {
  await setLocale('zh-CN');
});

beforeEach(() => {
  localStorage.clear();
});

// jsdom knows the element but not what it does.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
