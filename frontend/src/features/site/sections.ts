/** The paragraphs of a section of the message files: p1, p2, … as many as there are. */
export function paragraphKeys(section: unknown): string[] {
  return Object.keys(section as Record<string, unknown>)
    .filter((key) => /^p\d+$/.test(key))
    .sort();
}

export const TERMS = [
  'agreement',
  'account',
  'conduct',
  'tasks',
  'escrow',
  'wallet',
  'points',
  'content',
  'ending',
  'liability',
];
export const PRIVACY = ['collect', 'why', 'others', 'chain', 'browser', 'keep', 'rights'];
export const ABOUT = ['idea', 'now', 'team', 'reach'];
export const CONTACT = ['mail', 'security', 'lost'];
export const HELP = [
  'register',
  'mail',
  'login',
  'recover',
  'factor',
  'sessions',
  'wallet',
  'demo',
  'verified',
  'publisher',
  'claim',
  'dispute',
  'escrow',
  'points',
  'data',
];
