import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { watchHealth } from '../../harness/cluster/api-health.ts';
import type { EnvironmentError } from '../../harness/verdict/environment-error.ts';

const cluster = { name: 'c', kubeconfig: '/none', context: 'kind-c' };

describe('watchHealth', () => {
  it('tells once, after the silence has lasted', async () => {
    let now = 0;
    let asked = 0;
    const lost = await new Promise<EnvironmentError>((resolve) => {
      watchHealth(cluster, resolve, {
        ask: () => {
          asked += 1;
          now += 4_000;
          return Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:1'));
        },
        now: () => now,
        periodMs: 1,
      });
    });
    expect(lost.message).to.equal('the cluster stopped answering: nothing from its API server for 12 s: connect ECONNREFUSED 127.0.0.1:1');
    await pause(20);
    expect(asked).to.equal(3);
  });

  it('forgives a silence that ends', async () => {
    let now = 0;
    let round = 0;
    const lost: EnvironmentError[] = [];
    await new Promise<void>((resolve) => {
      const stop = watchHealth(cluster, (error) => lost.push(error), {
        ask: () => {
          now += 4_000;
          round += 1;
          if (round < 9) return round % 3 === 0 ? Promise.resolve() : Promise.reject(new Error('refused'));
          stop();
          resolve();
          return Promise.resolve();
        },
        now: () => now,
        periodMs: 1,
      });
    });
    expect(lost).to.deep.equal([]);
  });

  it('asks no more once it is stopped', async () => {
    let asked = 0;
    const stop = watchHealth(cluster, () => undefined, { ask: () => Promise.resolve((asked += 1)), periodMs: 1 });
    stop();
    await pause(10);
    expect(asked).to.equal(0);
  });
});
