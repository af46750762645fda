export { currentLocale, isLocale, locale, LOCALES, type Locale } from './locale';
export { hasMessage, i18n, registerMessages, setLocale, translate, useMessages, type MessageLoader } from './messages';
