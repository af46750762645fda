import { computed, readonly, ref } from 'vue';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED_AS = 'guildhall.theme';
const systemIsDark = ref(false);

export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}

function stored(): Theme {
  try {
    const value = localStorage.getItem(STORED_AS);
    return isTheme(value) ? value : 'system';
  } catch {
    return 'system';
  }
}

const choice = ref<Theme>(stored());

/** What the person chose. */
export const theme = readonly(choice);

/** What is shown. */
export const shownTheme = computed<'light' | 'dark'>(() =>
  choice.value === 'system' ? (systemIsDark.value ? 'dark' : 'light') : choice.value,
);

function apply(): void {
  document.documentElement.dataset['theme'] = shownTheme.value;
}

export function setTheme(value: Theme): void {
  choice.value = value;
  apply();
  try {
    localStorage.setItem(STORED_AS, value);
  } catch {
    // Storage may be forbidden; the choice then lasts until the page closes.
  }
}

/** Applies the theme and follows the system's. */
export function startTheme(): void {
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  systemIsDark.value = query.matches;
  query.addEventListener('change', (event) => {
    systemIsDark.value = event.matches;
    apply();
  });
  apply();
}
