import { expect } from 'chai';
import { lesson } from '../harness/lesson/lesson.ts';
import { apiAnswers } from './api/requests.ts';
import { membersTraffic, underTraffic, versionsIn } from './api/under-traffic.ts';
import { fewestReady, toVersion } from './api/versions.ts';

lesson('06-rolling-update', { needs: ['ingress'], standsOn: ['04-mysql'] }, (given) => {
  const app = 'Deployment/koa-sample-ap';
  const deployment = () => given.manifest('Deployment', 'koa-sample-ap');
  const rollOut = async (from: string, to: string, change: () => Promise<void>) => {
    const fewest = fewestReady(deployment());
    const during = `${from} → ${to}`;
    const recorder = await given.deployment('koa-sample-ap').pods().record();
    const report = await underTraffic(given, { before: from, during, after: to }, async () => {
      await change();
      await given.deployment('koa-sample-ap').complete();
    });
    const { minReady } = await recorder.stop();
    given.measure('fewestReadyPods', minReady);
    report.requireNoneFailed({ object: app, field: 'spec.template.spec.containers[0]', ...deployment().at('spec.template.spec.containers[0]'), hint: given.hint('failed-requests') });
    await given.blame({ on: app, field: 'spec.strategy', hint: 'fewer-ready' }, () => {
      expect(minReady, 'the fewest pods that were ready at any moment').to.be.at.least(fewest);
    });
    await given.blame({ on: app, field: 'spec.strategy', hint: 'versions' }, () => {
      expect(versionsIn(report, from), `versions that answered before`).to.deep.equal([from]);
      expect(versionsIn(report, during), 'versions that answered during the update').to.deep.equal(['1.0', '2.0']);
      expect(versionsIn(report, to), 'versions that answered after the update').to.deep.equal([to]);
    });
  };

  it('is written to replace its pods one by one, and to count only those that are ready', () => {
    given.expect(deployment(), 'spec.strategy.type').toBeOneOf([undefined, 'RollingUpdate'], 'strategy');
    given.expect(deployment(), 'spec.replicas').toSatisfy('2 or more', (replicas) => Number(replicas) >= 2, 'replicas');
    given.expect(deployment(), 'spec.template.spec.containers[0].readinessProbe').toExist('readiness');
  });

  it('goes from 1.0 to 2.0 without one failed request, never with fewer ready pods than the strategy allows', async () => {
    await apiAnswers(given, deployment().get<number>('spec.replicas') ?? 1);
    await rollOut('1.0', '2.0', () => given.apply(toVersion(deployment(), '2.0')));
  });

  it('goes back to 1.0 in the same way', async () => {
    await rollOut('2.0', '1.0', () => given.deployment('koa-sample-ap').undo());
  });

  it('sees requests fail when there is no pod left (control)', async () => {
    await using traffic = await membersTraffic(given, 'two pods');
    await given.deployment('koa-sample-ap').scale(0);
    await given.deployment('koa-sample-ap').pods().none();
    traffic.mark('no pod');
    await traffic.answered(5);
    const report = await traffic.stop();
    await given.mustFail('traffic to an app without pods', () => {
      report.requireNoneFailed({ object: app, hint: given.hint('failed-requests') });
      return Promise.resolve();
    });
  });
});
