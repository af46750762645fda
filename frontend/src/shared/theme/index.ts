export { isTheme, setTheme, shownTheme, startTheme, theme, THEMES, type Theme } from './theme';
