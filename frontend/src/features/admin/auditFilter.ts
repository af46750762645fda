import type { AuditFilter } from './queries';

export const OUTCOMES = ['SUCCESS', 'DENIED', 'FAILURE'] as const;

type Values = Record<'action' | 'subject' | 'actorId' | 'outcome' | 'from' | 'to', string>;

/** Times in the address and the form are the reader's own; the server takes UTC. */
function instant(local: string): string | null {
  const moment = new Date(local);
  return local === '' || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** What the server is asked for. A value in the address that it would refuse counts as not given. */
export function auditFilter(values: Values): AuditFilter {
  const from = instant(values.from);
  const to = instant(values.to);
  const outcome = OUTCOMES.find((known) => known === values.outcome);
  return {
    ...(values.action ? { action: values.action } : {}),
    ...(values.subject ? { subject: values.subject } : {}),
    ...(/^\d{1,18}$/.test(values.actorId) ? { actorId: values.actorId } : {}),
    ...(outcome ? { outcome } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}
