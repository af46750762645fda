import { PASSWORD_MIN } from './rules';

/** 0: shorter than allowed, 1: weak, 2: fair, 3: strong. */
export type Strength = 0 | 1 | 2 | 3;

const FAIR_BITS = 50;
const STRONG_BITS = 72;

function alphabet(text: string): number {
  const classes: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[ -/:-@[-`{-~]/, 33],
    [/[^ -~]/, 200],
  ];
  return classes.reduce((size, [pattern, letters]) => size + (pattern.test(text) ? letters : 0), 0);
}

/** Letters that neither repeat the one before nor follow it in the alphabet: what is left of "aaaa" or "123456" is little. */
function surprises(text: string): number {
  let count = 0;
  let previous: number | null = null;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (previous === null || Math.abs(code - previous) > 1) {
      count += 1;
    }
    previous = code;
  }
  return count;
}

/** A rough hint while typing. The server decides with its list of common passwords. */
export function passwordStrength(text: string): Strength {
  if ([...text].length < PASSWORD_MIN) {
    return 0;
  }
  const varied = Math.min(surprises(text), new Set(text).size * 1.5);
  const bits = varied * Math.log2(Math.max(alphabet(text), 2));
  return bits >= STRONG_BITS ? 3 : bits >= FAIR_BITS ? 2 : 1;
}
