import type { components as TaskComponents } from './generated/task-service';
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

export type TaskSchemas = TaskComponents['schemas'];
export type TaskCard = TaskSchemas['TaskCard'];
export type TaskView = TaskSchemas['TaskView'];
export type TaskStatus = TaskView['status'];
export type TaskAction = TaskView['actions'][number];
export type TaskEscrow = TaskSchemas['TaskEscrow'];
export type Token = TaskSchemas['Token'];
export type TimelineEntry = TaskSchemas['Entry'];
export type Receipt = TaskSchemas['Receipt'];
/** A transaction that somebody's own wallet is asked to send. */
export type ChainCall = TaskSchemas['Call'];
/** A message that a wallet shows and signs, by EIP-712. */
export type TypedData = TaskSchemas['TypedData'];
