import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type LoginRequest = components['schemas']['LoginRequest'];
export type RegisterRequest = components['schemas']['RegistrationRequest'];

export const logIn = (body: LoginRequest) => unwrap(api.POST('/api/v1/auth/sessions', { body }));

export const register = (body: RegisterRequest) => unwrap(api.POST('/api/v1/auth/accounts', { body }));

export const checkUsername = (username: string, signal: AbortSignal) =>
  unwrap(api.GET('/api/v1/auth/usernames/{username}', { params: { path: { username } }, signal }));

export const sendPhoneCode = (phone: string) => unwrap(api.POST('/api/v1/auth/phone-codes', { body: { phone } }));

export const verifyEmail = (token: string) => unwrap(api.POST('/api/v1/auth/email-verifications', { body: { token } }));

export const resendVerification = () => unwrap(api.POST('/api/v1/me/email-verification'));

export const startRecovery = (email: string, locale: 'zh-CN' | 'en') =>
  unwrap(api.POST('/api/v1/auth/recoveries', { body: { email, locale } }));

export const completeRecovery = (token: string, password: string) =>
  unwrap(api.POST('/api/v1/auth/recoveries/completions', { body: { token, password } }));

export type WalletLoginRequest = components['schemas']['WalletLoginRequest'];

export const logInWithWallet = (body: WalletLoginRequest) => unwrap(api.POST('/api/v1/auth/wallet-sessions', { body }));
