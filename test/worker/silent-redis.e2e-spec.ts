import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OwnRedis } from '../support/own-redis';
import { Workshop } from './worker-of-test';

let shop: Workshop;
let redis: OwnRedis;

beforeAll(async () => {
  shop = await Workshop.open(6);
  redis = await OwnRedis.start();
}, 60_000);
afterAll(async () => {
  await redis.kill();
  await shop.close();
});

describe('a Redis that holds the line and says nothing', () => {
  it('does not keep a worker from stopping', async () => {
    const worker = await shop.start({ redisUrl: redis.url });
    const fund = await shop.rooms.fund({ preset: 'lavoir', from: '2026-11' });
    await fund.ask('month.plan');
    await shop.rest();
    redis.freeze();
    await fund.ask('month.plan');
    const asked = performance.now();
    await worker.stop();
    expect(performance.now() - asked).toBeLessThan(14_000);
  }, 60_000);
});
