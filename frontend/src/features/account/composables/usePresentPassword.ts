import { computed } from 'vue';
import { rules } from '@/shared/forms';
import { useSession } from '@/shared/session';

/**
 * What the server asks for before a way into the account changes: the password once more. Of an account without one it asks for a login of just
 * now instead, and says so in its refusal.
 */
export function usePresentPassword() {
  const session = useSession();
  const needed = computed(() => session.user?.hasPassword ?? false);

  return {
    needed,
    rule: (value: string) => (needed.value ? rules.required(value) : null),
    /** What a request carries of it. */
    proof: (password: string) => (needed.value ? { password } : {}),
  };
}
