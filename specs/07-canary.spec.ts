import { expect } from 'chai';
import { lesson } from '../harness/lesson/lesson.ts';
import type { Manifest } from '../harness/lesson/given.ts';
import type { TrafficReport } from '../harness/traffic/report.ts';
import { describeShare, testShare } from '../harness/traffic/share.ts';
import { apiAnswers, apiHost, joined, versionAnswers } from './api/requests.ts';
import { underTraffic, versionsIn } from './api/under-traffic.ts';
import { toVersion } from './api/versions.ts';

const canaryName = 'koa-sample-ap-canary';
/** Requests of each kind, in 3 s, that the share is judged by: by 120 in all, a true quarter is found wrong in less than 1 of 10 000 runs. */
const FOR_THE_SHARE = { rate: 20, requests: 60 };

const isCanary = (manifest: Manifest): boolean => manifest.kind === 'Deployment' && manifest.name === canaryName;

lesson('07-canary', { needs: ['ingress'], standsOn: ['04-mysql'], apply: (manifest) => !isCanary(manifest) }, (given) => {
  const on = `Deployment/${canaryName}` as const;
  const stable = () => given.manifest('Deployment', 'koa-sample-ap');
  const canary = () => given.manifest('Deployment', canaryName);
  const replicas = (manifest: Manifest) => manifest.get<number>('spec.replicas') ?? 1;
  const noneFailed = (report: TrafficReport) => { report.requireNoneFailed({ object: on, ...canary().at(), hint: given.hint('failed-requests') }); };

  const canaryJoins = async () => {
    await given.apply(canary());
    await given.deployment(canaryName).complete({ blame: { on, hint: 'canary-not-ready' } });
    await joined(given, replicas(stable()) + replicas(canary()), { on, field: 'spec.template.metadata.labels', hint: 'not-joined' });
    await versionAnswers(given, '2.0', { on, field: 'spec.template.spec.containers[0].image', hint: 'not-joined' });
  };
  const canaryLeaves = () => given.deployment(canaryName).deleted();

  it('has a selector of its own, and the label that the Service asks for', () => {
    given.expect(canary(), 'spec.selector.matchLabels').toSatisfy('another selector than that of the stable Deployment', (labels) => JSON.stringify(labels) !== JSON.stringify(stable().get('spec.selector.matchLabels')), 'selector');
    for (const [label, value] of Object.entries(given.manifest('Service', 'koa-sample-ap').get<Record<string, string>>('spec.selector') ?? {})) {
      given.expect(canary(), `spec.template.metadata.labels['${label}']`).toEqual(value, 'not-joined');
    }
  });

  it('joins the stable Service by its label and gets its share of the requests', async () => {
    await apiAnswers(given, replicas(stable()));
    const report = await underTraffic(given, { before: 'stable', during: 'canary joins', after: 'both', ...FOR_THE_SHARE }, canaryJoins);
    noneFailed(report);
    const { requests, versions } = report.counts({ phase: 'both' });
    const share = testShare({ hits: versions['2.0'] ?? 0, total: requests, expected: replicas(canary()) / (replicas(stable()) + replicas(canary())) });
    given.measure('canarySharePercent', Math.round(share.share * 1_000) / 10);
    await given.blame({ on, field: 'spec.replicas', hint: 'share' }, () => {
      expect(versionsIn(report, 'stable'), 'versions before the canary').to.deep.equal(['1.0']);
      expect(versionsIn(report, 'both'), 'versions beside each other').to.deep.equal(['1.0', '2.0']);
      expect(share.agrees, describeShare(share)).to.be.true;
    });
  });

  it('leaves only 1.0 when it is aborted', async () => {
    const report = await underTraffic(given, { before: 'both', during: 'abort', after: 'aborted' }, canaryLeaves);
    noneFailed(report);
    await given.blame({ on, hint: 'aborted' }, () => {
      expect(versionsIn(report, 'aborted'), 'versions after the abort').to.deep.equal(['1.0']);
    });
  });

  it('leaves only 2.0 when it is promoted', async () => {
    await canaryJoins();
    const report = await underTraffic(given, { before: 'both', during: 'promotion', after: 'promoted' }, async () => {
      await given.apply(toVersion(stable(), '2.0'));
      await given.deployment('koa-sample-ap').complete();
      await canaryLeaves();
    });
    noneFailed(report);
    await given.blame({ on: 'Deployment/koa-sample-ap', field: 'spec.template.spec.containers[0].image', hint: 'promoted' }, () => {
      expect(versionsIn(report, 'promoted'), 'versions after the promotion').to.deep.equal(['2.0']);
    });
  });

  it('gets no request without the label (control)', async () => {
    const apart = canary().changed((draft: Labelled) => {
      for (const labels of [draft.spec.selector.matchLabels, draft.spec.template.metadata.labels]) labels['app'] = 'apart';
    });
    const { headers } = await given.web().get<unknown>('/healthz', { headers: { host: apiHost } });
    const other = headers['x-app-version'] === '2.0' ? '1.0' : '2.0';
    await given.apply(toVersion(apart.named('koa-sample-ap-apart'), other));
    await given.deployment('koa-sample-ap-apart').complete();
    await given.mustFail('a canary without the label joining the Service', async () => {
      await versionAnswers(given, other, { on, field: 'spec.template.metadata.labels', hint: 'not-joined' }, 1_500);
    });
  });
});

interface Labelled {
  spec: { selector: { matchLabels: Record<string, string> }; template: { metadata: { labels: Record<string, string> } } };
}
