import { onScopeDispose, readonly, ref, toValue, watchEffect, type MaybeRefOrGetter } from 'vue';

const named = ref<string | null>(null);

/** What the page shown is about, where it says so; null where its kind says enough. */
export const pageTitle = readonly(named);

/** Names a page in the browser's tab and history by what it is about: five open tasks are not five times “Task”. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>): void {
  watchEffect(() => {
    named.value = toValue(title) || null;
  });
  onScopeDispose(() => {
    named.value = null;
  });
}
