import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/vue';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import { setLocale, useMessages } from '@/shared/i18n';
import { registerFeatureMessages } from './messages';

beforeAll(async () => {
  await setLocale('zh-CN');
  await useMessages(registerFeatureMessages());
});

beforeEach(() => {
  localStorage.clear();
});

afterEach(cleanup);
