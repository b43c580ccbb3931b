import { expect } from 'chai';
import type { Deployment } from '../../harness/client/objects.ts';
import { likelyCauses } from '../../harness/rollout/likely-cause.ts';
import type { TimelineEvent } from '../../harness/traffic/timeline.ts';
import type { AppRules } from '../../harness/rollout/app-rules.ts';
import { sample } from '../traffic/fixtures/samples.ts';

describe('the likely cause of failed requests', () => {
  interface Choices { probe?: boolean; delay?: number; env?: Record<string, string>; grace?: number; strategy?: NonNullable<Deployment['spec']>['strategy'] }

  function deployment({ probe = true, delay = 3, env = {}, grace = 20, strategy = {} }: Choices = {}): Deployment {
    const container = {
      name: 'app',
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      ...(probe ? { readinessProbe: { httpGet: { path: '/readyz', port: 3000 } } } : {}),
      ...(delay === 0 ? {} : { lifecycle: { preStop: { sleep: { seconds: delay } } } }),
    };
    return { spec: { replicas: 2, strategy, selector: {}, template: { spec: { terminationGracePeriodSeconds: grace, containers: [container] } } } };
  }

  const badGatewayAt = (dueMs: number) => sample({ dueMs, error: '5xx', status: 502 });
  const created: TimelineEvent = { at: 1_000, object: 'Pod/b', kind: 'created' };
  const terminating: TimelineEvent = { at: 30_000, object: 'Pod/a', kind: 'terminating' };
  /** An app that says in its variables what it does at SIGTERM. */
  const app: AppRules = {
    atSigterm: ({ env = [] }) => {
      const value = (name: string): string | undefined => env.find((each) => each.name === name)?.value;
      return { drainMs: Number(value('WAIT_MS') ?? 0), ...(value('AT_END') === 'exit' ? { exitsBy: 'env[AT_END].value' } : {}) };
    },
  };
  const scaled: TimelineEvent = { at: 900, object: 'ReplicaSet/web-2', kind: 'scaled', replicas: 1 };
  const timeline: TimelineEvent[] = [scaled, created, terminating];
  const keys = (failures: ReturnType<typeof sample>[], choices: Choices = {}, rest: { longestRequestMs?: number } = {}) =>
    likelyCauses({ failures, startedAt: 0, deployment: deployment(choices), timeline, ...rest }, app).map(({ key }) => key);

  it('is the missing probe when a new pod was asked before it listened', () => {
    const [cause] = likelyCauses({ failures: [badGatewayAt(2_000), badGatewayAt(2_100)], startedAt: 0, deployment: deployment({ probe: false }), timeline });
    expect(cause).to.include({ key: 'noReadinessProbe', field: 'spec.template.spec.containers[0].readinessProbe', explains: 2 });
    expect(cause?.name).to.deep.equal({ en: 'no readiness probe', ja: 'readinessProbe がない' });
    expect(cause?.hint.en).to.include('add one that succeeds');
  });

  it('is the missing delay when a pod was asked while it left', () => {
    expect(keys([badGatewayAt(30_200)], { delay: 0 })).to.deep.equal(['noPreStop']);
  });

  it('is the app when connections break at the moment of SIGTERM, after the delay', () => {
    expect(keys([badGatewayAt(33_100)])).to.deep.equal(['cutAtSigterm']);
    expect(keys([badGatewayAt(32_100)]), 'seen to terminate up to a second late').to.deep.equal(['cutAtSigterm']);
    expect(keys([badGatewayAt(31_000)]), 'within the delay').to.deep.equal([]);
    expect(keys([sample({ dueMs: 33_100, error: 'timeout' })]), 'a connection that held').to.deep.equal(['tooSlow']);
  });

  it('is what the app waits for where it has given that up itself, whatever happened to a pod meanwhile', () => {
    const gaveUp: AppRules = { ...app, gaveUp: ({ pod }) => pod !== undefined };
    const refusals = Array.from({ length: 10 }, (_, n) => sample({ dueMs: 30_100 + n, error: '5xx', status: 503, pod: 'a' }));
    const causes = (failures: ReturnType<typeof sample>[], rules: AppRules): string[] => likelyCauses({ failures, startedAt: 0, deployment: deployment({ delay: 0 }), timeline }, rules).map(({ key, explains }) => `${key} ${explains}`);
    expect(causes(refusals, gaveUp)).to.deep.equal(['tooSlow 10']);
    expect(causes(refusals, app), 'where nobody knows').to.deep.equal(['noPreStop 10']);
    expect(causes([...refusals, badGatewayAt(30_200)], gaveUp), 'beside one that was lost').to.deep.equal(['tooSlow 10', 'noPreStop 1']);
    expect(causes([...refusals.slice(0, 5), ...Array.from({ length: 5 }, (_, n) => badGatewayAt(60_000 + n))], gaveUp), 'of half of them').to.deep.equal([]);
  });

  it('is the app that is told to exit at once, with or without a delay before it', () => {
    const field = (choices: Choices, dueMs: number) => likelyCauses({ failures: [badGatewayAt(dueMs)], startedAt: 0, deployment: deployment({ env: { AT_END: 'exit' }, ...choices }), timeline }, app).map((cause) => cause.field);
    expect(field({}, 33_100)).to.deep.equal(['spec.template.spec.containers[0].env[AT_END].value']);
    expect(field({ env: { AT_END: 'exit', WAIT_MS: '8000' } }, 33_100), 'the app does not wait then').to.deep.equal(['spec.template.spec.containers[0].env[AT_END].value']);
    expect(field({ delay: 0 }, 30_100)).to.deep.equal(['spec.template.spec.containers[0].env[AT_END].value', 'spec.template.spec.containers[0].lifecycle.preStop']);
  });

  it('is not the missing preStop where the app itself waits after SIGTERM', () => {
    expect(keys([badGatewayAt(30_200)], { delay: 0, env: { WAIT_MS: '3000' } })).to.deep.equal([]);
    expect(keys([badGatewayAt(33_200)], { delay: 0, env: { WAIT_MS: '3000' } })).to.deep.equal(['cutAtSigterm']);
  });

  it('is a hook that is one text, whatever the app does of itself for clients with a cookie', () => {
    const hooked = (command: string[]): Deployment => {
      const made = deployment({ delay: 0 });
      Object.assign(made.spec?.template.spec?.containers[0] ?? {}, { lifecycle: { preStop: { exec: { command } } } });
      return made;
    };
    const first = (command: string[]) => likelyCauses({ failures: [badGatewayAt(30_200), sample({ dueMs: 30_300, error: '5xx', status: 502, cookie: true })], startedAt: 0, deployment: hooked(command), timeline }, { atSigterm: () => ({ drainMs: 0, drainField: 'env[WAIT_MS]' }) })[0];
    expect(first(['sleep 5'])).to.include({ key: 'hookInOneWord', field: 'spec.template.spec.containers[0].lifecycle.preStop.exec.command', explains: 2 });
    for (const command of [['sleep', '5'], ['/bin/sh', '-c', 'sleep 5']]) expect(first(command)?.key, command.join(' ')).to.not.equal('hookInOneWord');
  });

  it('is a hook that kubelet said has failed, whatever it was to run', () => {
    const hooked = deployment({ delay: 0 });
    Object.assign(hooked.spec?.template.spec?.containers[0] ?? {}, { lifecycle: { preStop: { exec: { command: ['slep', '5'] } } } });
    const failed = (container: string): TimelineEvent => ({ at: 30_100, object: 'Pod/a', kind: 'hookFailed', container });
    const first = (...events: TimelineEvent[]) => likelyCauses({ failures: [badGatewayAt(30_200)], startedAt: 0, deployment: hooked, timeline: [...timeline, ...events] }, app)[0];
    expect(first(failed('app'))).to.include({ key: 'hookFailed', field: 'spec.template.spec.containers[0].lifecycle.preStop', explains: 1, bySettings: false });
    expect(first(failed('helper'))?.key).to.equal('cutAtSigterm');
    expect(first()?.key).to.equal('cutAtSigterm');
  });

  it('is the missing delay also where preStop waits for no time at all', () => {
    const none = deployment({ delay: 0 });
    const [container] = none.spec?.template.spec?.containers ?? [];
    Object.assign(container ?? {}, { lifecycle: { preStop: { sleep: { seconds: 0 } } } });
    expect(likelyCauses({ failures: [badGatewayAt(30_200)], startedAt: 0, deployment: none, timeline }).map(({ key }) => key)).to.deep.equal(['noPreStop']);
  });

  it('knows nothing of the app beyond its fields unless the lesson says so', () => {
    const failed = { failures: [badGatewayAt(30_200)], startedAt: 0, deployment: deployment({ delay: 0, env: { WAIT_MS: '3000' } }), timeline };
    expect(likelyCauses(failed).map(({ key }) => key)).to.deep.equal(['noPreStop']);
    const hint = { en: 'Set WAIT_MS.', ja: 'WAIT_MS を設定してください。' };
    expect(likelyCauses(failed, { hints: { noPreStop: hint } })[0]?.hint).to.equal(hint);
  });

  it('lies in any container that serves requests, not in a sidecar without a port', () => {
    const pod = deployment({ probe: false, delay: 0 });
    const containers = pod.spec?.template.spec?.containers ?? [];
    const fields = (rules?: AppRules): string[] => likelyCauses({ failures: [badGatewayAt(2_000)], startedAt: 0, deployment: pod, timeline }, rules).map(({ field }) => field);
    containers.unshift({ name: 'sidecar' });
    expect(fields(), 'no container has a port').to.deep.equal([0, 1].map((index) => `spec.template.spec.containers[${index}].readinessProbe`));
    Object.assign(containers[1] ?? {}, { ports: [{ containerPort: 3000 }] });
    expect(fields()).to.deep.equal(['spec.template.spec.containers[1].readinessProbe']);
    expect(fields({ container: 'sidecar' }), 'the lesson knows better').to.deep.equal(['spec.template.spec.containers[0].readinessProbe']);
  });

  it('names the pods that were in the middle of it', () => {
    expect(likelyCauses({ failures: [badGatewayAt(30_200)], startedAt: 0, deployment: deployment({ delay: 0 }), timeline })[0]?.pods).to.deep.equal(['Pod/a']);
  });

  it('is the grace period when pods were killed before their longest request was over', () => {
    const cut = sample({ dueMs: 30_900, doneMs: 34_100, error: 'cut' });
    expect(keys([cut], { delay: 3, grace: 4 }, { longestRequestMs: 3_000 })).to.include('graceTooShort');
    expect(keys([cut], { delay: 3, grace: 20 }, { longestRequestMs: 3_000 })).not.to.include('graceTooShort');
  });

  it('is the grace period when a pod was killed at its end, whatever its hook took', () => {
    const gone = (at: number): TimelineEvent[] => [terminating, { at, object: 'Pod/a', kind: 'gone' }];
    const causes = (events: TimelineEvent[]) => likelyCauses({ failures: [sample({ dueMs: 49_900, doneMs: 50_100, error: 'cut' })], startedAt: 0, deployment: deployment({ grace: 20 }), timeline: events }).map(({ key }) => key);
    expect(causes(gone(50_200))).to.deep.equal(['graceTooShort']);
    expect(causes(gone(49_000))).to.deep.equal([]);
  });

  it('is a pod that its clients with a cookie still met, not those without', () => {
    const quick: AppRules = { atSigterm: () => ({ drainMs: 0, drainField: 'env[WAIT_MS]' }) };
    const first = (cookie: boolean) => likelyCauses({ failures: [sample({ dueMs: 33_100, error: '5xx', status: 502, cookie })], startedAt: 0, deployment: deployment(), timeline }, quick)[0];
    expect(first(true)).to.include({ key: 'leavesUnnoticed', field: 'spec.template.spec.containers[0].env[WAIT_MS]' });
    expect(first(false)?.key).to.equal('cutAtSigterm');
  });

  it('is a probe that goes on succeeding while the pod terminates, by what the endpoints showed', () => {
    const drains: AppRules = { atSigterm: () => ({ drainMs: 40_000, drainField: 'env[WAIT_MS]' }) };
    const probed = deployment({ delay: 0 });
    const [container] = probed.spec?.template.spec?.containers ?? [];
    const first = (events: typeof timeline, { cookie = true, probe = { httpGet: { path: '/alive', port: 80 } } }: { cookie?: boolean; probe?: object } = {}) => {
      Object.assign(container ?? {}, { readinessProbe: probe });
      return likelyCauses({ failures: [sample({ dueMs: 70_100, error: '5xx', status: 502, cookie })], startedAt: 0, deployment: probed, timeline: events }, drains)[0];
    };
    const stopped = (afterMs: number) => ({ ...terminating, kind: 'stoppedServing', at: terminating.at + afterMs }) as const;
    expect(first([created, terminating])).to.include({ key: 'probeGoesOn', field: 'spec.template.spec.containers[0].readinessProbe.httpGet.path', explains: 1 });
    expect(first([created, terminating], { probe: { exec: { command: ['true'] } } })).to.include({ field: 'spec.template.spec.containers[0].readinessProbe' });
    expect(first([created, terminating, stopped(40_100)]), 'only when it had stopped').to.include({ key: 'probeGoesOn' });
    expect(first([created, terminating, stopped(2_000)])?.key, 'it failed in time').to.equal('cutAtSigterm');
    expect(first([created, terminating, stopped(35_000)]), 'it failed later than it says').to.include({ key: 'noticedLate', field: 'spec.template.spec.containers[0].readinessProbe' });
    expect(first([created, terminating, stopped(35_000)], { cookie: false })?.key, 'clients without a cookie do not care').to.equal('cutAtSigterm');
    expect(first([created, terminating], { cookie: false })?.key, 'clients without a cookie are sent elsewhere at once').to.equal('cutAtSigterm');
    drains.saysLeaving = (asked) => asked.httpGet?.path === '/ready';
    expect(first([created, terminating])?.key, 'it asks something else').to.equal('probeGoesOn');
    const told = { probe: { httpGet: { path: '/ready', port: 80 } } };
    for (const never of [[], [stopped(40_100)]]) expect(first([created, terminating, ...never], told)?.key, 'the app has told it').to.equal('noticedLate');
    expect(first([created, terminating, stopped(2_000)], told)?.key, 'it was told and noticed in time').to.equal('cutAtSigterm');
  });

  it('is the app of the pods that responded with an error, of no Deployment but their own', () => {
    const hint = { en: 'the same key', ja: '同じ鍵' };
    const keyed: AppRules = { responds: ({ status }) => (status === 401 ? { field: 'env[KEY]', hint } : undefined) };
    const refused = (pod: string, status = 401) => sample({ dueMs: 60_000, error: '4xx', status, pod });
    const found = (name: string, ...failures: ReturnType<typeof sample>[]) => likelyCauses({ failures, startedAt: 0, deployment: { metadata: { name }, ...deployment() }, timeline }, keyed);
    const [cause, ...others] = found('ap-canary', refused('ap-canary-78bc7454d6-4tzk2'), refused('ap-canary-78bc7454d6-9xlz4'), refused('ap-6847c5c554-kt5rm'));
    expect(cause).to.deep.include({ key: 'ownResponse', field: 'spec.template.spec.containers[0].env[KEY]', explains: 2, pods: ['Pod/ap-canary-78bc7454d6-4tzk2', 'Pod/ap-canary-78bc7454d6-9xlz4'], hint });
    expect(others).to.deep.equal([]);
    expect(found('ap', refused('ap-canary-78bc7454d6-4tzk2')), 'pods of a Deployment whose name begins alike').to.deep.equal([]);
    expect(found('ap', refused('ap-6847c5c554-kt5rm', 403)), 'an error of which the lesson knows nothing').to.deep.equal([]);
  });

  it('is the strategy when it lets all pods go', () => {
    expect(keys([badGatewayAt(31_000)], { strategy: { type: 'Recreate' } })).to.deep.equal(['recreate']);
    const deleted = likelyCauses({ failures: [badGatewayAt(31_000)], startedAt: 0, deployment: deployment({ strategy: { type: 'Recreate' } }), timeline: [created, terminating] }, app);
    expect(deleted, 'the strategy has no part where no change replaces pods').to.deep.equal([]);
    expect(keys([badGatewayAt(31_000)], { strategy: { rollingUpdate: { maxUnavailable: '100%' } } })).to.deep.equal(['allUnavailable']);
  });

  it('is a missing route for 404 alone, and slowness for time-outs alone', () => {
    expect(keys([sample({ dueMs: 90_000, error: '4xx', status: 404 })])).to.deep.equal(['noRoute']);
    const late = Array.from({ length: 9 }, (_, n) => sample({ dueMs: 90_000 + n, error: 'timeout' }));
    expect(keys([...late, badGatewayAt(90_020)]), 'nearly all').to.deep.equal(['tooSlow']);
    expect(keys([...late, badGatewayAt(90_020), badGatewayAt(90_030)])).to.deep.equal([]);
  });

  it('is the one that explains most first', () => {
    expect(keys([badGatewayAt(2_000), badGatewayAt(30_200), badGatewayAt(30_300)], { probe: false, delay: 0 })).to.deep.equal(['noPreStop', 'noReadinessProbe']);
  });

  it('is not made up where no rule fits', () => {
    expect(keys([badGatewayAt(90_000)])).to.deep.equal([]);
    expect(keys([sample({ dueMs: 30_100, error: 'wrong body', status: 200 })], { delay: 0 })).to.deep.equal([]);
  });

  it('is read from the Deployment alone where nothing was recorded', () => {
    const causes = likelyCauses({ failures: [badGatewayAt(1)], startedAt: 0, deployment: deployment({ delay: 0 }) });
    expect(causes.map(({ key }) => key)).to.deep.equal(['noPreStop']);
  });

  it('is the shell that keeps SIGTERM to itself when pods were killed at the end of their grace period', () => {
    const inShell = deployment({ grace: 20 });
    Object.assign(inShell.spec?.template.spec?.containers[0] ?? {}, { command: ['sh', '-c', 'node app.mjs'] });
    const killed: TimelineEvent[] = [terminating, { at: 50_100, object: 'Pod/a', kind: 'gone' }];
    const [cause] = likelyCauses({ failures: [badGatewayAt(50_000)], startedAt: 0, deployment: inShell, timeline: killed }, app);
    expect(cause).to.include({ key: 'signalNotPassedOn', field: 'spec.template.spec.containers[0].command' });
  });
});
