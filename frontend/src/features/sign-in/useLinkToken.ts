import { useRoute, useRouter } from 'vue-router';

/** The token of a mailed link. It is taken out of the address, so that it stays in no history and is sent to nobody. */
export function useLinkToken(): string {
  const route = useRoute();
  const router = useRouter();
  const token = route.query['token'];
  if (typeof token !== 'string' || token === '') {
    return '';
  }
  void router.replace({ path: route.path });
  return token;
}
