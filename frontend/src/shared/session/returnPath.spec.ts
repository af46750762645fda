import { describe, expect, it } from 'vitest';
import { returnPath } from './returnPath';

describe('returnPath', () => {
  it('keeps a path of this site with its query and hash', () => {
    expect(returnPath('/user-info/?tab=wallet#link')).toBe('/user-info/?tab=wallet#link');
  });

  it.each(['//evil.example/', '/\\evil.example/', 'https://evil.example/', 'javascript:alert(1)', '/\t/evil.example'])(
    'refuses %s, which leads to another site',
    (value) => {
      expect(returnPath(value)).toBe('/index/');
    },
  );

  it('never yields a path that a browser reads as another host', () => {
    expect(returnPath('/.//evil.example/')).toBe('/evil.example/');
  });

  it('does not return to the sign-in pages', () => {
    expect(returnPath('/login/?returnTo=/login/')).toBe('/index/');
  });

  it('goes home without a value', () => {
    expect(returnPath(undefined)).toBe('/index/');
  });
});
