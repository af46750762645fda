import type { Me, Settings, Tokens } from '@/shared/api';

export function settings(change: Partial<Settings> = {}): Settings {
  return {
    locale: 'zh-CN',
    theme: 'system',
    privacy: { showEthereumAddress: true, showJoinedAt: true, discoverable: true },
    notifications: (['SECURITY', 'TASK', 'COMMUNITY', 'POINTS', 'ORDER', 'SYSTEM'] as const).map((event) => ({
      event,
      inbox: true,
      mail: event === 'SECURITY',
    })),
    ...change,
  };
}

/** A player with a verified address and a password. */
export function player(change: Partial<Me> = {}): Me {
  return {
    id: '7001',
    username: 'traveller',
    email: 'traveller@example.com',
    emailVerified: true,
    pendingEmail: null,
    phone: null,
    ethereumAddress: null,
    roles: ['PLAYER'],
    permissions: ['CLAIM_TASK', 'POST', 'TRADE_POINTS'],
    verified: false,
    bio: null,
    avatarSeed: 'seed',
    hasPassword: true,
    secondFactor: false,
    secondFactorRequired: false,
    joinedAt: '2026-01-02T03:04:05Z',
    settings: settings(),
    ...change,
  };
}

/** A system administrator who logged in with a code. */
export function systemAdmin(change: Partial<Me> = {}): Me {
  return player({
    id: '7002',
    username: 'warden',
    roles: ['PLAYER', 'SYSTEM_ADMIN'],
    permissions: ['PUBLISH_TASK', 'FOUND_COMMUNITY', 'POST', 'TRADE_POINTS', 'MANAGE_USERS', 'MANAGE_SYSTEM'],
    secondFactor: true,
    ...change,
  });
}

export function tokensFor(user: Me, accessToken = `token-of-${user.id}`): Tokens {
  return { accessToken, tokenType: 'Bearer', expiresIn: 900, user };
}
