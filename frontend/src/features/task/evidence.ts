/** What the server takes as evidence, besides the limits of files. */
export const TEXT_MAX = 20_000;
export const LINKS_MAX = 10;
