import { ElMessage } from 'element-plus';
import { describeProblem } from './describe';

const SHOWN_MS = 6000;

/** Tells that something went wrong where there is no better place for it. */
export function notifyProblem(error: unknown): void {
  ElMessage({ type: 'error', message: describeProblem(error), duration: SHOWN_MS, showClose: true, grouping: true });
}

export function notifySuccess(message: string): void {
  ElMessage({ type: 'success', message, duration: SHOWN_MS, grouping: true });
}

export function notifyInfo(message: string): void {
  ElMessage({ type: 'info', message, duration: SHOWN_MS, showClose: true, grouping: true });
}
