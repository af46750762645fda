export { describeField, describeProblem, PageProblem } from './describe';
export { notifyInfo, notifyProblem, notifySuccess } from './notify';
