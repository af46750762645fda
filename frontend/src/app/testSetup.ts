import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/vue';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import { setLocale, useMessages } from '@/shared/i18n';
import { registerFeatureMessages } from './messages';

// Slow machines are slow, not wrong.
configure({ asyncUtilTimeout: 5000 });

beforeAll(async () => {
  await setLocale('zh-CN');
  await useMessages(registerFeatureMessages());
});

beforeEach(() => {
  localStorage.clear();
});

afterEach(cleanup);
