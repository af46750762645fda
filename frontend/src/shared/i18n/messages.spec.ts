import { afterEach, expect, it } from 'vitest';
import { registerMessages, setLocale, translate, useMessages } from '.';

afterEach(async () => {
  await setLocale('zh-CN');
});

/** Messages that arrive when the test says so. */
function slowMessages(namespace: string): { arrive: () => void } {
  let arrive: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  registerMessages(namespace, (locale) => async () => {
    await gate;
    return { default: { [namespace]: { word: `${namespace} in ${locale}` } } };
  });
  return { arrive };
}

it('has the texts of a page that is opened while the language changes', async () => {
  const page = slowMessages('opening');

  const opened = useMessages(['opening']);
  const changed = setLocale('en');
  page.arrive();
  await Promise.all([opened, changed]);

  expect(translate('opening.word')).toBe('opening in en');
});

it('has the texts of a page that was asked for while a change of language was on its way', async () => {
  const first = slowMessages('first');
  const later = slowMessages('later');
  const opened = useMessages(['first']);
  const changed = setLocale('en');

  const openedLater = useMessages(['later']);
  first.arrive();
  later.arrive();
  await Promise.all([opened, changed, openedLater]);

  expect(translate('later.word')).toBe('later in en');
});
