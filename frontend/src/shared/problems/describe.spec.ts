import { afterEach, describe, expect, it } from 'vitest';
import { ApiProblem, Outage } from '@/shared/api';
import { setLocale } from '@/shared/i18n';
import { describeField, describeProblem } from './describe';

function refusal(status: number, code: string, properties: Record<string, unknown> = {}): ApiProblem {
  return new ApiProblem(status, code, 'trace-7', [], properties);
}

afterEach(async () => {
  await setLocale('zh-CN');
});

describe('describeProblem', () => {
  it('turns a code into text of the language', async () => {
    expect(describeProblem(refusal(401, 'invalid-credentials'))).toContain('密码不对');

    await setLocale('en');

    expect(describeProblem(refusal(401, 'invalid-credentials'))).toContain('password is wrong');
  });

  it('tells how long to wait', () => {
    expect(describeProblem(refusal(429, 'too-many-attempts', { retryAfter: 240 }))).toContain('4分钟');
  });

  it('tells a ban with its reason, with and without an end', () => {
    const until = '2027-01-01T00:00:00Z';

    expect(describeProblem(refusal(403, 'account-banned', { reason: '外挂', until }))).toMatch(/2027.*外挂/);
    expect(describeProblem(refusal(403, 'account-banned', { reason: '外挂', until: null }))).toBe(
      '这个账户已被封禁。原因：外挂',
    );
  });

  it('falls back to the status for a code without a text', () => {
    expect(describeProblem(refusal(409, 'never-heard-of'))).toContain('情况已经变化');
  });

  it('gives the trace of a fault of the server and nothing else of it', () => {
    expect(describeProblem(refusal(500, 'internal-error'))).toContain('trace-7');
  });

  it('never calls an outage a fault of the reader', () => {
    expect(describeProblem(new Outage('network'))).toContain('连不上服务器');
    expect(describeProblem(new Outage('chain-unavailable'))).toContain('区块链节点');
  });

  it('names the area that is down, and says that the rest works', async () => {
    const outage = new Outage('service-unavailable', 'accounts');
    expect(describeProblem(outage)).toMatch(/“账户”.*其他部分不受影响/);

    await setLocale('en');

    expect(describeProblem(outage)).toContain('accounts');
    expect(describeProblem(new Outage('never-heard-of', 'never-heard-of'))).toContain('a part of the site');
    expect(describeProblem(new Outage('temporarily-unavailable'))).not.toContain('connection');
  });

  it('shows no text of an unknown exception', () => {
    expect(describeProblem(new Error('SELECT * FROM User'))).not.toContain('SELECT');
  });
});

describe('describeField', () => {
  it('prefers the text of the field to that of the code', () => {
    expect(describeField('username', 'too-short')).toBe('用户名至少 3 个字。');
    expect(describeField('bio', 'too-short')).toBe('太短了。');
    expect(describeField('bio', 'never-heard-of')).toBe('请检查这一项。');
  });

  it('tells the limits that the server named', () => {
    expect(describeField('bio', 'size', { min: '2', max: '500' })).toBe('长度要在 2 到 500 之间。');
    expect(describeField('bio', 'size', { max: '500' })).toBe('长度最多 500。');
    expect(describeField('bio', 'size', { unheard: '3' })).toBe('长度不对。');
    expect(describeField('reward', 'min', { value: '5' })).toBe('不能小于 5。');
    expect(describeField('username', 'too-short', { min: '4' })).toBe('用户名至少 3 个字。');
  });
});
