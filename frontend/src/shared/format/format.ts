import { currentLocale } from '@/shared/i18n';

type Moment = string | number | Date;

const SECONDS = { day: 86_400, hour: 3600, minute: 60 } as const;

function formatter(options: Intl.DateTimeFormatOptions, moment: Moment): string {
  return new Intl.DateTimeFormat(currentLocale(), options).format(new Date(moment));
}

/** Day and minute, in the reader's time zone. */
export function formatTime(moment: Moment): string {
  return formatter({ dateStyle: 'medium', timeStyle: 'short' }, moment);
}

export function formatDate(moment: Moment): string {
  return formatter({ dateStyle: 'long' }, moment);
}

/** How far away a moment is, such as "3 hours ago". */
export function formatDistance(moment: Moment, now: number = Date.now()): string {
  const seconds = Math.round((new Date(moment).getTime() - now) / 1000);
  const words = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size >= SECONDS.day) {
    return words.format(Math.trunc(seconds / SECONDS.day), 'day');
  }
  if (size >= SECONDS.hour) {
    return words.format(Math.trunc(seconds / SECONDS.hour), 'hour');
  }
  if (size >= SECONDS.minute) {
    return words.format(Math.trunc(seconds / SECONDS.minute), 'minute');
  }
  return words.format(0, 'second');
}

/** How long it takes: minutes from 90 seconds on, rounded up so that nobody comes too early. */
export function formatWait(seconds: number): string {
  const [value, unit] = seconds > 90 ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds), 'second'];
  return counted(value, unit);
}

function counted(value: number, unit: string): string {
  return new Intl.NumberFormat(currentLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** A length of time by its two largest parts, such as "2 days 4 hours". */
export function formatSpan(seconds: number): string {
  const rest = Math.max(0, Math.floor(seconds));
  const parts: [number, string][] = [
    [Math.floor(rest / SECONDS.day), 'day'],
    [Math.floor((rest % SECONDS.day) / SECONDS.hour), 'hour'],
    [Math.floor((rest % SECONDS.hour) / SECONDS.minute), 'minute'],
    [rest % SECONDS.minute, 'second'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) {
    return counted(0, 'second');
  }
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => counted(value, unit))
    .join(' ');
}

/** An Ethereum address short enough for a line; the whole one belongs in a title or beside a copy button. */
export function shortAddress(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
