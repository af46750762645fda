import type { AdminUser } from '@/shared/api';

export function account(change: Partial<AdminUser> = {}): AdminUser {
  return {
    id: '42',
    username: 'rogue',
    email: 'rogue@example.com',
    emailVerified: true,
    phone: null,
    ethereumAddress: null,
    roles: ['PLAYER'],
    verified: false,
    banned: false,
    banReason: null,
    bannedUntil: null,
    secondFactor: false,
    joinedAt: '2026-01-02T03:04:05Z',
    lastLoginAt: null,
    ...change,
  };
}
