import { describe, expect, it } from 'vitest';
import { passwordStrength } from './passwordStrength';
import { email, links, password, phone, username } from './rules';

describe('rules', () => {
  it.each([
    ['兰陵王', null],
    ['Émile_9-x', null],
    ['ab', 'too-short'],
    ['a'.repeat(21), 'too-long'],
    ['9lives', 'malformed'],
    ['a b c', 'malformed'],
    ['a@b.cn', 'malformed'],
    ['', 'required'],
  ])('judges the username "%s" as %s', (value, code) => {
    expect(username(value)).toBe(code);
  });

  it.each([
    ['a@b.cn', null],
    ['a@b', 'malformed'],
    ['a b@c.de', 'malformed'],
    [' ', 'required'],
  ])('judges the address "%s" as %s', (value, code) => {
    expect(email(value)).toBe(code);
  });

  it.each([
    ['13800138000', null],
    ['+44 7911 123456', null],
    ['12ab', 'malformed'],
  ])('judges the number "%s" as %s', (value, code) => {
    expect(phone(value)).toBe(code);
  });

  it('counts letters, not code units', () => {
    expect(password('🐉🐉🐉🐉🐉')).toBe('too-short');
  });

  it('refuses the username and the address as password', () => {
    expect(password('LanLingWang', ['lanlingwang'])).toBe('personal');
    expect(password('lan@example.com', ['lan', 'lan@example.com'])).toBe('personal');
  });

  it.each([
    ['', null],
    ['https://example.org/a\n\nhttp://example.org/b', null],
    ['example.org', 'link-format'],
    ['javascript:alert(1)', 'link-format'],
    ['https://a.example https://b.example https://c.example', { code: 'links-count', limits: { max: '2' } }],
  ])('judges the links "%s" as %o', (value, fault) => {
    expect(links(2)(value)).toEqual(fault);
  });
});

describe('passwordStrength', () => {
  it.each([
    ['short', 0],
    ['aaaaaaaaaaaa', 1],
    ['1234567890', 1],
    ['correct horse', 2],
    ['correct horse battery', 3],
  ])('rates "%s" as %i', (value, strength) => {
    expect(passwordStrength(value)).toBe(strength);
  });
});
