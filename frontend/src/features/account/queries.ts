import { useQuery } from '@tanstack/vue-query';
import { api, queryClient, unwrap } from '@/shared/api';
import type { components, Me, Settings } from '@/shared/api';
import { useSession } from '@/shared/session';

type Schemas = components['schemas'];

const SESSIONS = ['me', 'sessions'] as const;
const VERIFICATION = ['me', 'verification-requests'] as const;

/** Asks for the account again whenever a page about it opens: an address may have been verified in another browser. */
export function useFreshAccount() {
  const session = useSession();
  return useQuery({
    queryKey: ['me', 'account'],
    queryFn: async ({ signal }) => {
      const me = await unwrap(api.GET('/api/v1/me', { signal }));
      session.replaceUser(me);
      return me;
    },
    staleTime: 0,
  });
}

export const refreshAccount = () => queryClient.invalidateQueries({ queryKey: ['me', 'account'] });

export const changeProfile = (body: Schemas['ProfileChange']) => unwrap(api.PATCH('/api/v1/me', { body }));

export const changeEmail = (body: Schemas['EmailChange']) => unwrap(api.POST('/api/v1/me/email', { body }));

export const resendVerification = () => unwrap(api.POST('/api/v1/me/email-verification'));

export const setPhone = (body: Schemas['PhoneChange']) => unwrap(api.POST('/api/v1/me/phone', { body }));

export const removePhone = (body: Schemas['PresentPassword']) => unwrap(api.DELETE('/api/v1/me/phone', { body }));

export const changePassword = (body: Schemas['PasswordChange']) => unwrap(api.PUT('/api/v1/me/password', { body }));

export const changeSettings = (body: Settings): Promise<Me> => unwrap(api.PUT('/api/v1/me/settings', { body }));

export const becomePublisher = () => unwrap(api.POST('/api/v1/me/publisher', { body: { acceptRules: true } }));

export const becomeSystemAdmin = (token: string) => unwrap(api.POST('/api/v1/me/system-admin', { body: { token } }));

export const linkWallet = (body: Schemas['WalletLink']) => unwrap(api.POST('/api/v1/me/wallet', { body }));

export const unlinkWallet = (body: Schemas['PresentPassword']) => unwrap(api.DELETE('/api/v1/me/wallet', { body }));

export const startSecondFactor = (body: Schemas['PresentPassword']) =>
  unwrap(api.POST('/api/v1/me/second-factor', { body }));

export const confirmSecondFactor = (code: string) =>
  unwrap(api.POST('/api/v1/me/second-factor/confirmation', { body: { code } }));

export const removeSecondFactor = (body: Schemas['SecondFactorRemoval']) =>
  unwrap(api.DELETE('/api/v1/me/second-factor', { body }));

export function useSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me/sessions', { signal })),
    select: (answer) => answer.items,
  });
}

export async function endSession(id: string): Promise<void> {
  await unwrap(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }));
  await queryClient.invalidateQueries({ queryKey: SESSIONS });
}

export async function endOtherSessions(): Promise<void> {
  await unwrap(api.DELETE('/api/v1/me/sessions'));
  await queryClient.invalidateQueries({ queryKey: SESSIONS });
}

export const forgetSessions = () => queryClient.invalidateQueries({ queryKey: SESSIONS });

export function useVerificationRequests() {
  return useQuery({
    queryKey: VERIFICATION,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me/verification-requests', { signal })),
    select: (answer) => answer.items,
  });
}

export async function requestVerification(body: Schemas['NewVerificationRequest']): Promise<void> {
  await unwrap(api.POST('/api/v1/me/verification-requests', { body }));
  await queryClient.invalidateQueries({ queryKey: VERIFICATION });
}
