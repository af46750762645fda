import { computed, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue';
import { useTaskEscrow } from '@/shared/api';

const SECOND_MS = 1000;

/** The time, which moves on every second while somebody looks. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, SECOND_MS);
  onScopeDispose(() => {
    clearInterval(timer);
  });
  return now;
}

/** The time that the contract's clocks go by, which need not be this computer's. */
export function useChainNow(): ComputedRef<number> {
  const now = useNow();
  const escrow = useTaskEscrow();
  const ahead = computed(() =>
    escrow.data.value ? new Date(escrow.data.value.now).getTime() - escrow.dataUpdatedAt.value : 0,
  );
  return computed(() => now.value + ahead.value);
}
