import { beforeEach, expect, it } from 'vitest';
import { fakeServer, noNetwork, problem } from '@/shared/testing/server';
import { api, unwrap } from './client';
import { unreachable } from './connection';
import { Outage } from './problem';

const site = () => unwrap(api.GET('/api/v1/site'));

beforeEach(() => {
  unreachable.value = false;
});

it('calls the site unreachable without a network, until it is reached again', async () => {
  const server = fakeServer({ 'GET /api/v1/site': noNetwork });

  await expect(site()).rejects.toBeInstanceOf(Outage);
  expect(unreachable.value).toBe(true);

  server.answer('GET /api/v1/site', () => problem(404, 'not-found'));
  await expect(site()).rejects.toThrow('not-found');
  expect(unreachable.value).toBe(false);
});

it('calls the site unreachable when something in front of the gateway says so', async () => {
  fakeServer({ 'GET /api/v1/site': () => new Response('<h1>Bad Gateway</h1>', { status: 502 }) });

  await expect(site()).rejects.toMatchObject({ name: 'Outage', area: null });

  expect(unreachable.value).toBe(true);
});

it('does not call the site unreachable when one area of it is down', async () => {
  fakeServer({ 'GET /api/v1/site': () => problem(503, 'service-unavailable', { area: 'accounts' }) });

  await expect(site()).rejects.toMatchObject({ name: 'Outage', message: 'service-unavailable', area: 'accounts' });

  expect(unreachable.value).toBe(false);
});
