import type { TaskSchemas, TaskView, Token } from '@/shared/api';
import { parseAmount, plainAmount } from '@/shared/format';
import type { Draft } from './queries';

type Limits = TaskSchemas['Limits'];

/** A draft as it stands in the form. */
export interface DraftValues {
  name: string;
  description: string;
  tags: string;
  criteria: readonly string[];
  reward: string;
  token: string;
  claimDeadline: string;
  workWindow: string;
  reviewWindow: string;
  maxRevisions: string;
  mode: TaskView['mode'];
}

export const NAME_MAX = 120;
export const DESCRIPTION_MAX = 20_000;
export const CRITERIA_MAX = 20;
export const CRITERION_MAX = 300;
const TAGS_MAX = 8;
const TAG_MAX = 30;
/** Rewards are 96 bits on the chain. */
const TOO_MUCH = 1n << 96n;

export const EMPTY: DraftValues = {
  name: '',
  description: '',
  tags: '',
  criteria: [''],
  reward: '',
  token: '',
  claimDeadline: '',
  workWindow: '259200',
  reviewWindow: '259200',
  maxRevisions: '2',
  mode: 'FIRST_COME',
};

/** Which fields each step has. */
export const STEPS = {
  describe: ['name', 'description', 'tags'],
  criteria: ['criteria'],
  terms: ['reward', 'token', 'claimDeadline', 'workWindow', 'reviewWindow', 'maxRevisions', 'mode'],
  preview: [],
} as const satisfies Record<string, readonly (keyof DraftValues)[]>;
export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as StepName[];

const WINDOWS = [600, 3600, 21_600, 43_200, 86_400, 172_800, 259_200, 604_800, 1_209_600, 2_592_000];

/** The lengths of time to choose from: round ones within the contract's limits, and the one that is chosen. */
export function windowsWithin({ minWindow, maxWindow }: Limits, chosen: string): number[] {
  const fitting = WINDOWS.filter((seconds) => seconds >= minWindow && seconds <= maxWindow);
  const own = Number(chosen);
  return own > 0 && !fitting.includes(own) ? [...fitting, own].sort((one, other) => one - other) : fitting;
}

export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,，、]+/)
      .map((tag) => tag.trim().toLowerCase())
      .filter(Boolean),
  ),
];

const criteriaOf = (values: DraftValues): string[] => values.criteria.map((text) => text.trim()).filter(Boolean);

export function tokenOf(values: Pick<DraftValues, 'token'>, tokens: readonly Token[]): Token | undefined {
  return tokens.find(({ address }) => (address ?? '') === values.token);
}

/** The reward in smallest units; null while it cannot be read. */
export function rewardOf(values: DraftValues, tokens: readonly Token[]): bigint | null {
  const amount = parseAmount(values.reward, tokenOf(values, tokens)?.decimals ?? 18);
  return 'smallest' in amount ? amount.smallest : null;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A moment as the browser's own control writes it: local time without a zone. */
export function localTime(moment: string | number): string {
  const date = new Date(moment);
  const day = `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function valuesOf(task: TaskView): DraftValues {
  return {
    name: task.name,
    description: task.description,
    tags: task.tags.join(' '),
    criteria: task.criteria.length > 0 ? task.criteria : [''],
    reward: task.reward ? plainAmount(task.reward, task.token?.decimals ?? 18) : '',
    token: task.token?.address ?? '',
    claimDeadline: task.claimDeadline ? localTime(task.claimDeadline) : '',
    workWindow: task.workWindow ? String(task.workWindow) : EMPTY.workWindow,
    reviewWindow: task.reviewWindow ? String(task.reviewWindow) : EMPTY.reviewWindow,
    maxRevisions: String(task.maxRevisions ?? EMPTY.maxRevisions),
    mode: task.mode,
  };
}

/** What is saved. What cannot be read yet stays out: a draft may lack anything. */
export function requestOf(values: DraftValues, tokens: readonly Token[]): Draft {
  const reward = rewardOf(values, tokens);
  const deadline = values.claimDeadline ? new Date(values.claimDeadline) : null;
  return {
    name: values.name.trim().slice(0, NAME_MAX),
    description: values.description.slice(0, DESCRIPTION_MAX),
    criteria: criteriaOf(values).slice(0, CRITERIA_MAX),
    tags: tagsOf(values.tags)
      .filter((tag) => tag.length <= TAG_MAX)
      .slice(0, TAGS_MAX),
    reward: reward !== null && reward < TOO_MUCH ? String(reward) : null,
    token: values.token || null,
    claimDeadline: deadline && !Number.isNaN(deadline.getTime()) ? deadline.toISOString() : null,
    workWindow: Number(values.workWindow) || null,
    reviewWindow: Number(values.reviewWindow) || null,
    maxRevisions: Number(values.maxRevisions),
    mode: values.mode,
  };
}

/** The code of what is wrong with a field, or null: what the server checks, while typing. */
export function faultOf(
  name: keyof DraftValues,
  values: DraftValues,
  around: { tokens: readonly Token[]; limits: Limits; now: number },
): string | null {
  switch (name) {
    case 'name':
    case 'description':
      return values[name].trim() === '' ? 'required' : null;
    case 'criteria':
      return criteriaOf(values).length === 0 ? 'criteria-required' : null;
    case 'tags': {
      const tags = tagsOf(values.tags);
      return tags.length > TAGS_MAX ? 'tags-count' : tags.some((tag) => tag.length > TAG_MAX) ? 'tag-length' : null;
    }
    case 'reward': {
      if (values.reward.trim() === '') {
        return 'required';
      }
      const amount = parseAmount(values.reward, tokenOf(values, around.tokens)?.decimals ?? 18);
      if ('wrong' in amount) {
        return `amount-${amount.wrong}`;
      }
      return amount.smallest === 0n || amount.smallest >= TOO_MUCH ? 'reward-range' : null;
    }
    case 'claimDeadline': {
      const ahead = (new Date(values.claimDeadline).getTime() - around.now) / 1000;
      if (values.claimDeadline === '' || Number.isNaN(ahead)) {
        return 'required';
      }
      const { minWindow, maxClaimPeriod } = around.limits;
      return ahead < minWindow ? 'deadline-near' : ahead > maxClaimPeriod ? 'deadline-far' : null;
    }
    case 'token':
    case 'workWindow':
    case 'reviewWindow':
    case 'maxRevisions':
    case 'mode':
      return null;
  }
}
