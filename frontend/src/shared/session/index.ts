export { returnPath } from './returnPath';
export { useSession, type SessionEnd, type SessionStatus } from './session';
