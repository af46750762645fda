import type { components } from './generated/user-service';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Tokens = Schemas['Tokens'];
export type Settings = Schemas['Settings'];
export type Role = Schemas['Role'];
export type Permission = Schemas['Permission'];
export type Site = Schemas['Site'];
export type WalletChallenge = Schemas['WalletChallenge'];
export type SessionView = Schemas['SessionView'];
export type VerificationRequest = Schemas['VerificationRequest'];
export type AdminUser = Schemas['AdminUser'];
export type AuditEvent = Schemas['AuditEvent'];
export type PublicProfile = Schemas['PublicProfile'];
