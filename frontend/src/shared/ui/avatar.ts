/** The traits of a drawn face. The same seed always draws the same face. */
export interface Avatar {
  background: string;
  skin: string;
  hair: string;
  cloak: string;
  hood: 0 | 1 | 2 | 3;
  eyes: 0 | 1 | 2;
  mouth: 0 | 1 | 2;
}

const BACKGROUNDS = ['#f6d9a8', '#bfe0d6', '#f3c4b6', '#c6d8ec', '#dccdee', '#d7e5b4'];
const SKINS = ['#fbe0c8', '#f0c29b', '#d79b6c', '#a8704a', '#7b4d33', '#9fc6a4'];
const HAIR = ['#2f2a2a', '#6b4226', '#b5652b', '#d9b36a', '#7d8b8d', '#4a5a8c'];
const CLOAKS = ['#0f6f66', '#a8483a', '#48609c', '#7a4b8c', '#8a6a1f', '#3d6b3f'];

/** FNV-1a: small, and spreads seeds that differ in one letter. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) {
    value ^= letter.codePointAt(0) ?? 0;
    value = Math.imul(value, 0x01000193) >>> 0;
  }
  return value;
}

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], seed: string, trait: string): Item {
  return items[hash(`${trait}:${seed}`) % items.length] as Item;
}

export function avatarOf(seed: string): Avatar {
  return {
    background: pick(BACKGROUNDS, seed, 'background'),
    skin: pick(SKINS, seed, 'skin'),
    hair: pick(HAIR, seed, 'hair'),
    cloak: pick(CLOAKS, seed, 'cloak'),
    hood: pick([0, 1, 2, 3] as const, seed, 'hood'),
    eyes: pick([0, 1, 2] as const, seed, 'eyes'),
    mouth: pick([0, 1, 2] as const, seed, 'mouth'),
  };
}
