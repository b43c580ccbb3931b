import { expect } from 'chai';
import type { Container, Deployment } from '../../harness/client/objects.ts';
import type { AppRules } from '../../harness/rollout/app-rules.ts';
import { shortfalls } from '../../harness/rollout/shortfalls.ts';

describe('what gives up that an update loses no request', () => {
  type Strategy = NonNullable<NonNullable<Deployment['spec']>['strategy']>;
  interface Choices { replicas?: number; strategy?: Strategy; grace?: number; container?: Partial<Container> }

  const probe = { httpGet: { path: '/readyz', port: 3000 }, periodSeconds: 1, failureThreshold: 2 };
  function deployment({ replicas = 2, strategy, grace, container = {} }: Choices = {}): Deployment {
    const app = { name: 'app', readinessProbe: probe, lifecycle: { preStop: { sleep: { seconds: 3 } } }, ...container };
    return {
      spec: {
        replicas, selector: {}, ...(strategy === undefined ? {} : { strategy }),
        template: { spec: { containers: [app], ...(grace === undefined ? {} : { terminationGracePeriodSeconds: grace }) } },
      },
    };
  }
  const keys = (choices: Choices, app?: AppRules, longestMs = 3_000): string[] => shortfalls(deployment(choices), longestMs, app).map(({ key }) => key);
  const without = (field: keyof Container): Choices => ({ container: { [field]: undefined } });

  it('is nothing where a rolling update has a readiness probe and pods leave in peace, with any strategy that leaves a pod ready', () => {
    const strategies: [number, Strategy | undefined][] = [
      [1, undefined], [2, undefined], [5, {}], [4, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } }], [4, { rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } }],
      [3, { rollingUpdate: { maxUnavailable: '99%', maxSurge: 0 } }], [1, { rollingUpdate: { maxUnavailable: '99%' } }],
    ];
    for (const [replicas, strategy] of strategies) expect(keys({ replicas, ...(strategy === undefined ? {} : { strategy }) }), JSON.stringify([replicas, strategy])).to.deep.equal([]);
  });

  it('is a strategy by which there may be no pod for a while', () => {
    const field = (choices: Choices) => shortfalls(deployment(choices), 3_000).map((each) => [each.key, each.field]);
    expect(field({ strategy: { type: 'Recreate' } })).to.deep.equal([['recreate', 'spec.strategy.type']]);
    for (const [replicas, maxUnavailable, maxSurge] of [[2, '100%', 1], [1, 1, 1], [3, 5, 0], [1, 0, 0]] as const) {
      expect(field({ replicas, strategy: { rollingUpdate: { maxUnavailable, maxSurge } } }), `${maxUnavailable} of ${replicas}`).to.deep.equal([['allUnavailable', 'spec.strategy.rollingUpdate.maxUnavailable']]);
    }
  });

  it('is a pod that counts before it can respond, or that ends while requests are sent to it', () => {
    expect(keys(without('readinessProbe'))).to.deep.equal(['noReadinessProbe']);
    expect(keys(without('lifecycle'))).to.deep.equal(['noPreStop']);
    expect(keys({ strategy: { type: 'Recreate' }, container: { readinessProbe: undefined, lifecycle: undefined } as unknown as Partial<Container> })).to.deep.equal(['recreate', 'noReadinessProbe', 'noPreStop']);
  });

  it('is a grace period that ends before preStop and the slowest request', () => {
    expect(keys({ grace: 6 })).to.deep.equal([]);
    expect(keys({ grace: 5 })).to.deep.equal(['graceTooShort']);
    for (const command of [['sleep', '12'], ['/bin/sh', '-c', 'echo bye; sleep 12']]) {
      const container = { lifecycle: { preStop: { exec: { command } } } };
      expect([keys({ grace: 14, container }), keys({ grace: 15, container })], command.join(' ')).to.deep.equal([['graceTooShort'], []]);
    }
  });

  describe('in an app that says what it does at SIGTERM', () => {
    const app: AppRules = {
      atSigterm: ({ env = [] }) => ({
        drainMs: Number(env.find(({ name }) => name === 'WAIT_MS')?.value ?? 0), drainField: 'env[WAIT_MS]',
        ...(env.some(({ name }) => name === 'EXIT') ? { exitsBy: 'env[EXIT].value' } : {}),
      }),
      leavingHint: (noticedMs, graceSeconds) => ({ en: `${noticedMs} ms, ${graceSeconds} s`, ja: '' }),
    };
    const written: AppRules = { ...app, atSigterm: (container) => ({ drainMs: 0, ...app.atSigterm?.(container), drainIsWritten: container.env !== undefined }) };
    const waits = (ms: number, rest: Partial<Container> = {}): Choices => ({ container: { env: [{ name: 'WAIT_MS', value: String(ms) }], ...rest } });

    it('is one that exits at once', () => {
      expect(shortfalls(deployment({ container: { env: [{ name: 'WAIT_MS', value: '8000' }, { name: 'EXIT', value: 'yes' }] } }), 3_000, app)).to.deep.include({
        key: 'cutAtSigterm', field: 'spec.template.spec.containers[0].env[EXIT].value', window: { after: ['terminating'], fromMs: 3_000, toMs: 6_000, cut: true },
      });
    });

    it('is its own setting where that is written and has no effect, else the missing hook', () => {
      const of = (env: Container['env']): object | undefined => shortfalls(deployment({ container: { env, lifecycle: undefined } as unknown as Partial<Container> }), 3_000, written).find(({ key }) => key === 'noPreStop');
      const path = 'spec.template.spec.containers[0]';
      expect(of([{ name: 'WAIT_MS' }])).to.deep.include({ field: `${path}.env[WAIT_MS]`, hint: { en: '3500 ms, 7 s', ja: '' } });
      expect(of(undefined)).to.include({ field: `${path}.lifecycle.preStop` }).and.not.have.property('hint');
      expect(of([{ name: 'WAIT_MS', value: '8000' }, { name: 'EXIT' }]), 'an app that exits at once does not wait').to.include({ field: `${path}.lifecycle.preStop` });
    });

    it('is one that responds for less long than its probe takes to fail, for clients with a cookie', () => {
      expect(keys(waits(3_500), app)).to.deep.equal([]);
      expect(keys(waits(3_500, { lifecycle: undefined } as unknown as Partial<Container>), app), 'the app waits itself').to.deep.equal([]);
      const [found] = shortfalls(deployment(waits(3_000)), 3_000, app);
      expect(found).to.deep.include({ key: 'leavesUnnoticed', field: 'spec.template.spec.containers[0].readinessProbe', hint: { en: '3500 ms, 10 s', ja: '' } });
      expect(found?.window.cookie).to.equal(true);
      expect(shortfalls(deployment(waits(0)), 3_000, app)[0]?.field).to.equal('spec.template.spec.containers[0].env[WAIT_MS]');
      expect(keys(waits(8_000, { readinessProbe: { ...probe, periodSeconds: 0 } }), app), 'the default period is 10 s').to.deep.equal(['leavesUnnoticed']);
    });
  });
});
