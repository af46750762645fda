import { computed, reactive, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/**
 * Filters that live in the address: a link keeps them and going back undoes them. The draft is what stands in the form;
 * it counts once applied.
 */
export function useUrlFilter<Name extends string>(names: readonly Name[]) {
  type Values = Record<Name, string>;
  const route = useRoute();
  const router = useRouter();
  const path = route.path;

  function read(name: Name): string {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  }

  const applied = computed<Values>(() => Object.fromEntries(names.map((name) => [name, read(name)])) as Values);
  const draft = reactive({ ...applied.value }) as Values;
  const filtered = computed(() => names.some((name) => applied.value[name] !== ''));

  watch(applied, (values) => {
    if (route.path === path) {
      Object.assign(draft, values);
    }
  });

  async function apply(change: Partial<Values> = {}): Promise<void> {
    Object.assign(draft, change);
    const query = Object.fromEntries(
      names.map((name) => [name, draft[name].trim()]).filter(([, value]) => value !== ''),
    );
    await router.push({ path, query });
  }

  function clear(): Promise<void> {
    return apply(Object.fromEntries(names.map((name) => [name, ''])) as Values);
  }

  return { applied, draft, filtered, apply, clear };
}
