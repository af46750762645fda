import type { TaskAction, TaskView } from '@/shared/api';
import { CALLS, type CallStep, type ConsentKind } from './consent';

export const isCall = (action: TaskAction): action is CallStep => action in CALLS;

const CONSENTS = ['CLAIM', 'SUBMISSION', 'REVISION', 'ABANDONMENT', 'APPROVAL', 'SETTLEMENT', 'DISPUTE', 'APPEAL'];
export const isConsent = (action: TaskAction): action is ConsentKind => CONSENTS.includes(action);

/** The most urgent first: the first of them that a reader may do is the page's one primary action. */
const URGENCY: readonly TaskAction[] = [
  'FUND',
  'APPLY',
  'EDIT',
  'REVIEW',
  'CLAIM',
  'CANDIDATURE',
  'RULING',
  'SUBMISSION',
  'RELEASE',
  'EXECUTE_RULING',
  'EXECUTE_DEFAULT',
  'LAPSE',
  'REFUND',
  'APPROVAL',
  'APPEAL',
  'REVISION',
  'SETTLEMENT',
  'CANCEL',
  'ABANDONMENT',
  'DISPUTE',
  'WITHDRAW',
];

/** Never first: they give something up, or start a quarrel. */
const NEVER_FIRST: readonly TaskAction[] = ['REVISION', 'SETTLEMENT', 'CANCEL', 'ABANDONMENT', 'DISPUTE', 'WITHDRAW'];

export interface Offered {
  primary: TaskAction | null;
  others: readonly TaskAction[];
}

/** What the page offers to do: one thing above all, the rest beside it. */
export function offered(task: TaskView): Offered {
  const known = URGENCY.filter((action) => task.actions.includes(action));
  // Editing and applying are the same page.
  const places = known.filter((action) => !(action === 'EDIT' && known.includes('APPLY')));
  const mayLead = places.filter(
    (action) =>
      !NEVER_FIRST.includes(action) &&
      // Paying in full is expected of a publisher who has work to judge: not before, and not while somebody else judges.
      !(action === 'APPROVAL' && task.status !== 'SUBMITTED') &&
      // Whoever has asked waits, and may only put it in other words.
      !(action === 'CANDIDATURE' && task.asked),
  );
  const primary = mayLead[0] ?? null;
  return { primary, others: places.filter((action) => action !== primary) };
}
