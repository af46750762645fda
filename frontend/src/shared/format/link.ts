/** Anything but a web page stays text: somebody else clicks on it. */
export function isWebPage(link: string): boolean {
  try {
    return /^https?:$/.test(new URL(link).protocol);
  } catch {
    return false;
  }
}

/** The links of a text with one in each line. */
export function linksOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
