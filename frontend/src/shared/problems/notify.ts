import { ElMessage } from 'element-plus';
import { describeProblem } from './describe';

const SHOWN_MS = 6000;

/** At the bottom and above the phone's tab bar: at the top it would lie on the header's controls. */
const WHERE = { placement: 'bottom', offset: 88 } as const;

/** Tells that something went wrong where there is no better place for it. */
export function notifyProblem(error: unknown): void {
  ElMessage({
    ...WHERE,
    type: 'error',
    message: describeProblem(error),
    duration: SHOWN_MS,
    showClose: true,
    grouping: true,
  });
}

export function notifySuccess(message: string): void {
  ElMessage({ ...WHERE, type: 'success', message, duration: SHOWN_MS, grouping: true });
}

export function notifyInfo(message: string): void {
  ElMessage({ ...WHERE, type: 'info', message, duration: SHOWN_MS, showClose: true, grouping: true });
}
