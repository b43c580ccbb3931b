import { expect } from 'chai';
import { lesson } from '../harness/lesson/lesson.ts';
import type { Manifest } from '../harness/lesson/given.ts';
import type { Traffic } from '../harness/traffic/start-traffic.ts';
import { RATES_FOR_A_SHARE as rates, requireShare, requireStaying } from './api/canary-share.ts';
import { apiAnswers, joined, versionAnswers } from './api/requests.ts';
import { allUpdated, applyAndGetStuck, failingReadiness } from './api/stuck.ts';
import { underTraffic, versionsIn, type Phases } from './api/under-traffic.ts';
import { toVersion } from './api/versions.ts';

const canaryName = 'koa-sample-ap-canary';
/** Fresh requests, in 4 s, that a share is judged by. */
const FOR_THE_SHARE = 188;
/** Milliseconds in which a small machine starts some pods more. */
const MORE_PODS = 60_000;

const isCanary = (manifest: Manifest): boolean => manifest.kind === 'Deployment' && manifest.name === canaryName;

lesson('07-canary', { needs: ['ingress'], standsOn: ['04-mysql'], apply: (manifest) => !isCanary(manifest) }, (given) => {
  const on = `Deployment/${canaryName}` as const;
  const share = { on, field: 'spec.replicas', hint: 'share' } as const;
  const stays = { on: 'Service/koa-sample-ap', field: 'metadata.annotations', hint: 'cookie' } as const;
  const stable = () => given.manifest('Deployment', 'koa-sample-ap');
  const canary = () => given.manifest('Deployment', canaryName);
  const replicas = (manifest: Manifest) => manifest.get<number>('spec.replicas') ?? 1;
  const podsOf = (name: string) => given.deployment(name).pods().now();
  const stableUids = async () => (await podsOf('koa-sample-ap')).map(({ uid }) => uid);
  const versions = async (actual: string[], what: string, expected: string[], hint: string) => {
    await given.blame({ on, hint }, () => expect(actual, what).to.deep.equal(expected));
  };

  const watched = async (phases: Phases, change: (traffic: Traffic) => Promise<void>) => {
    const recorder = await given.deployment('koa-sample-ap').record();
    const report = await underTraffic(given, { rates, ...phases }, change);
    const record = await recorder.stop();
    await given.showRollout(`${phases.before} → ${phases.after}`, report, record);
    given.requireNoneFailed(report, { on, hint: 'failed-requests' }, record);
    return report;
  };
  const canaryJoins = async () => {
    await given.apply(canary());
    await joined(given, replicas(stable()) + replicas(canary()), { on, field: 'spec.template.metadata.labels', hint: 'not-joined' }, MORE_PODS);
    await versionAnswers(given, '2.0', { on, field: 'spec.template.spec.containers[0].image', hint: 'not-joined' });
  };

  it('has a selector of its own, and the label that the Service asks for', () => {
    given.expect(canary(), 'spec.selector.matchLabels').toSatisfy('another selector than that of the stable Deployment', (labels) => JSON.stringify(labels) !== JSON.stringify(stable().get('spec.selector.matchLabels')), 'selector');
    for (const [label, value] of Object.entries(given.manifest('Service', 'koa-sample-ap').get<Record<string, string>>('spec.selector') ?? {})) {
      given.expect(canary(), `spec.template.metadata.labels['${label}']`).toEqual(value, 'not-joined');
    }
  });

  it('joins the stable Service by its label and gets its share of the requests', async () => {
    await apiAnswers(given, replicas(stable()));
    const before = await stableUids();
    const report = await watched({ before: 'stable', during: 'canary joins', after: 'both', requests: FOR_THE_SHARE }, async () => {
      await given.apply(canary());
      await given.deployment(canaryName).complete({ blame: { on, hint: 'canary-not-ready' } });
      await canaryJoins();
    });
    await versions(versionsIn(report, 'stable'), 'versions before the canary', ['1.0'], 'aborted');
    await requireShare(given, report, 'both', replicas(canary()) / (replicas(stable()) + replicas(canary())), share);
    await requireStaying(given, report, [], stays);
    await given.blame({ on, field: 'spec.selector', hint: 'selector' }, async () => expect(await stableUids(), 'UIDs of the stable pods').to.have.members(before));
  });

  it('leaves only 1.0 when it is aborted', async () => {
    const before = await stableUids();
    const going = (await podsOf(canaryName)).map(({ name }) => name);
    const report = await watched({ before: 'both', during: 'abort', after: 'aborted' }, () => given.deployment(canaryName).deleted());
    await versions(versionsIn(report, 'aborted'), 'versions after the abort', ['1.0'], 'aborted');
    await requireStaying(given, report, going, stays);
    await given.blame({ on, field: 'spec.selector', hint: 'selector' }, async () => expect(await stableUids(), 'UIDs of the stable pods').to.have.members(before));
  });

  it('gets no request while it is not ready, nor without the label (control)', async () => {
    const other = (track: string, app?: string) => canary().named(`koa-sample-ap-${track}`).changed((draft: Labelled) => {
      for (const labels of [draft.spec.selector.matchLabels, draft.spec.template.metadata.labels]) Object.assign(labels, { track }, app === undefined ? {} : { app });
    });
    const [bad, apart] = [other('bad'), other('apart', 'apart')];
    const report = await watched({ before: 'stable', during: 'beside the Service', after: 'still beside it', requests: FOR_THE_SHARE }, async () => {
      await given.apply(apart);
      await applyAndGetStuck(given, bad, failingReadiness);
      await given.deployment(apart.name).readyReplicas(replicas(apart));
    });
    for (const { name } of report.phases) await versions(versionsIn(report, name), `versions in the phase \`${name}\``, ['1.0'], 'not-ready');
    await given.delete(bad);
    await given.delete(apart);
  });

  it('gets 1 of 10 requests as one pod of ten, and 1 of 2 as one pod of two', async () => {
    await canaryJoins();
    const before = await stableUids();
    const beside = async (others: number) => {
      await given.apply(stable().with('spec.replicas', others * replicas(canary())));
      await given.service('koa-sample-ap').endpoints((others + 1) * replicas(canary()), { within: MORE_PODS, blame: share });
    };
    // Before the visitors come: so many pods that start take all that a small machine has.
    await beside(9);
    await given.blame({ on, field: 'spec.selector', hint: 'selector' }, async () => expect(await stableUids(), 'UIDs of the stable pods').to.include.members(before));
    const report = await watched({ before: 'ten pods', during: '1 of 10', after: '1 of 2', requests: FOR_THE_SHARE }, async (traffic) => {
      await traffic.answered(FOR_THE_SHARE, { stream: 'fresh' });
      traffic.mark('fewer pods');
      await beside(1);
      // One second for the ingress controller to hear of it.
      await traffic.answered(rates.fresh, { stream: 'fresh' });
    });
    await requireShare(given, report, '1 of 10', 1 / 10, share);
    await requireShare(given, report, '1 of 2', 1 / 2, share);
  });

  it('leaves only 2.0 when it is promoted', async () => {
    const report = await watched({ before: 'both', during: 'promotion', after: 'promoted' }, async () => {
      await given.apply(toVersion(stable(), '2.0'));
      await allUpdated(given, 'koa-sample-ap');
      await given.deployment(canaryName).deleted();
      await given.deployment('koa-sample-ap').complete();
    });
    await given.blame({ on: 'Deployment/koa-sample-ap', field: 'spec.template.spec.containers[0].image', hint: 'promoted' }, () => {
      expect(versionsIn(report, 'promoted'), 'versions after the promotion').to.deep.equal(['2.0']);
    });
  });
});

interface Labelled {
  spec: { selector: { matchLabels: Record<string, string> }; template: { metadata: { labels: Record<string, string> } } };
}
