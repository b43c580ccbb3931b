import { expect } from 'chai';
import type { AtSigterm } from '../../../harness/rollout/app-rules.ts';
import { appRules } from '../../../specs/sample-app/causes.ts';
import { sample } from '../../traffic/fixtures/samples.ts';
import { app, given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('what the sample app does at SIGTERM', () => {
  const path = 'spec.template.spec.containers';
  const rules = (change?: Change) => {
    const lesson = given(app, change);
    return appRules(lesson, lesson.manifest('Deployment', 'koa-sample-ap'));
  };
  const atSigterm = (env: object[]): AtSigterm | undefined => rules((manifest) => manifest.with(`${path}[app].env`, env)).atSigterm?.({ name: 'app' });

  it('is said by its variables', () => {
    const drainField = 'env[DRAIN_MS]';
    expect(atSigterm([])).to.deep.equal({ drainMs: 0, drainField });
    expect(atSigterm([{ name: 'DRAIN_MS', value: '3000' }, { name: 'ON_SIGTERM', value: 'finish' }])).to.deep.equal({ drainMs: 3_000, drainField, drainIsWritten: true });
    expect(atSigterm([{ name: 'DRAIN_MS' }]), 'an entry without a value').to.deep.equal({ drainMs: 0, drainField, drainIsWritten: true });
    expect(atSigterm([{ name: 'ON_SIGTERM', value: 'exit' }])).to.deep.equal({ drainMs: 0, drainField, exitsBy: 'env[ON_SIGTERM].value' });
    expect(atSigterm([{ name: 'DRAIN_MS', value: 'soon' }])?.drainMs, 'which the app itself refuses').to.equal(0);
  });

  it('is said by the container of the app, wherever it stands', () => {
    const found = rules((manifest) => manifest.with(path, [{ name: 'log', image: 'busybox:1.37', ports: [{ containerPort: 80 }] }, ...manifest.get<object[]>(path) ?? []]));
    expect(found.container).to.equal('app');
    expect(found.atSigterm?.({ name: 'log' }).drainMs).to.be.greaterThan(0);
  });

  it('shows in its path for probes, whoever asks it', () => {
    const says = (probe: object) => rules().saysLeaving?.(probe);
    expect(says({ httpGet: { path: '/readyz', port: 'http' } })).to.equal(true);
    expect(says({ exec: { command: ['sh', '-c', 'wget -qO- http://localhost:3000/readyz'] } })).to.equal(true);
    expect(says({ httpGet: { path: '/healthz', port: 'http' } }), 'whether the process lives').to.equal(false);
    expect(says({ tcpSocket: { port: 'http' } })).to.equal(false);
  });

  it('is not why a pod refuses a token: that is its key', () => {
    const refused = (status: number) => rules().responds?.(sample({ status }));
    expect(refused(401)?.field).to.equal('env[JWT_KEY]');
    expect(refused(401)?.hint.en).to.include('the same key as JWT_KEY');
    expect(refused(401)?.hint.ja).to.include('JWT_KEY');
    expect(refused(500)).to.equal(undefined);
  });

  it('comes with hints that name its path for probes and its variable', () => {
    expect(rules().hints?.noReadinessProbe?.en).to.include('/readyz');
    expect(rules().hints?.noReadinessProbe?.ja).to.include('/readyz');
    expect(rules().hints?.noPreStop?.en).to.include('DRAIN_MS');
    expect(rules().leavingHint?.(3_500, 12).en).to.include('DRAIN_MS to 3500').and.to.include('12');
  });
});
