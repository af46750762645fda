import '@testing-library/jest-dom/vitest';
import { beforeAll, beforeEach } from 'vitest';
import { setLocale } from '@/shared/i18n';

beforeAll(async () => {
  await setLocale('zh-CN');
});

beforeEach(() => {
  localStorage.clear();
});
