import type { IconName } from '@/shared/ui';

export interface AdminSection {
  path: string;
  title: string;
  lead: string;
  icon: IconName;
}

/** The places of the administration. */
export const SECTIONS = [
  { path: '/admin/users/', title: 'admin.users', lead: 'admin.usersLead', icon: 'community' },
  { path: '/admin/verification/', title: 'admin.verification', lead: 'admin.verificationLead', icon: 'badge' },
  { path: '/admin/task-reviews/', title: 'admin.taskReviews', lead: 'admin.taskReviewsLead', icon: 'market' },
  { path: '/admin/task-disputes/', title: 'admin.taskDisputes', lead: 'admin.taskDisputesLead', icon: 'shield' },
  { path: '/admin/audit/', title: 'admin.audit', lead: 'admin.auditLead', icon: 'list' },
] as const satisfies readonly AdminSection[];
