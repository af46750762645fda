import type { MessageLoader } from '@/shared/i18n';

/** The feature's messages, for `renderPage`. */
export const messages = {
  name: 'account',
  files: import.meta.glob<Awaited<ReturnType<MessageLoader>>>('./messages/*.json'),
};
