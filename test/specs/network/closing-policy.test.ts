import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { closingPolicy, labelsBehind, policyInTheWay } from '../../../specs/network/closing-policy.ts';
import { FakeApi } from '../../client/fake-api.ts';
import { LiveCluster } from '../../objects/live-cluster.ts';
import { given } from '../checks/fixtures/lesson-05.ts';

const policy = (name: string, spec: object, namespace?: string): Manifest => new Manifest({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, spec } as object, undefined, '05-x');
const app = { app: 'web' };
const server = { labels: { app: 'db' }, port: 3306, portNames: ['mysql'] };

/** Which policy is named, and where. */
function closing(policies: Manifest[], client: Record<string, string> | undefined = app): string {
  const blame = closingPolicy(policies, client, server);
  return blame === undefined ? 'none' : `${(blame.on as Manifest).name} ${blame.field ?? ''}`;
}

describe('the policy that keeps a client from a pod', () => {
  const denyAll = policy('deny-all', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  const dns = { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'UDP', port: 53 }] };

  it('is the one that selects the server and lets nobody in, with what to write and whom it is about', () => {
    expect(closing([denyAll])).to.equal('deny-all spec.ingress');
    const hint = closingPolicy([denyAll], app, server)?.hint;
    expect(hint).to.deep.include({ en: 'NetworkPolicy deny-all selects the pods app=db, and none of its rules lets app=web in at port 3306: add one under spec.ingress, or let spec.podSelector select other pods. `kubectl describe networkpolicy deny-all` shows whom it lets in.' });
    expect((hint as { ja: string }).ja).to.include('deny-all').and.to.include('3306');
    expect(closing([policy('db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'other' } } }] }, { ports: [{ port: 80 }] }] })])).to.equal('db spec.ingress');
  });

  it('is the one that selects the client and does not let it out, to the server or to look up its name', () => {
    const inside = policy('in', { podSelector: {}, ingress: [{}] });
    expect(closing([inside, policy('out', { podSelector: app, policyTypes: ['Egress'] })])).to.equal('out spec.egress');
    expect(closing([inside, policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [dns] })])).to.equal('out spec.egress');
    const mute = [inside, policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 3306 }] }] })];
    expect(closing(mute)).to.equal('out spec.egress');
    expect(closingPolicy(mute, app, server)?.hint).to.have.property('en').that.includes('UDP port 53');
  });

  it('is none where one of them may let it through', () => {
    expect(closing([])).to.equal('none');
    expect(closing([policy('other', { podSelector: { matchLabels: { app: 'cache' } } })])).to.equal('none');
    expect(closing([denyAll, policy('in', { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: app } }], ports: [{ port: 'mysql' }] }] }), policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] })])).to.equal('none');
    for (const from of [[{ ipBlock: { cidr: '10.0.0.0/8' } }], [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'default' } } }]]) expect(closing([policy('in', { podSelector: {}, ingress: [{ from }] })])).to.equal('none');
    expect(closing([policy('in', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }] }] }, 'shop')])).to.equal('none');
  });

  it('lets the ingress controller in by a rule about namespaces, by none about pods of its own', () => {
    const ofPods = policy('in', { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });
    const outside = (each: Manifest) => closingPolicy([each], undefined, server)?.field;
    expect(outside(ofPods)).to.equal('spec.ingress');
    expect(outside(policy('in', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }))).to.equal(undefined);
    expect(outside(policy('out', { podSelector: {}, policyTypes: ['Egress'] }))).to.equal(undefined);
    const named = policy('in', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }] }] });
    expect(outside(named)).to.equal(undefined);
    expect(closingPolicy([named], undefined, server, true)?.field, 'nothing answers').to.equal('spec.ingress');
    expect(closingPolicy([policy('in', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] })], undefined, server, true)).to.equal(undefined);
  });

  it('is one that is there: a folder may have others, which the lesson applies later', async () => {
    const cluster = new LiveCluster();
    const api = await FakeApi.serve({ '*': cluster.answer });
    try {
      const lesson = given('PodDisruptionBudget/koa-sample-ap', (manifest) => manifest.changed((object: { kind: string; metadata: { name?: string }; spec: object }) => { Object.assign(object, { ...denyAll.object }); }), { client: api.client, namespace: 'n' });
      expect(await policyInTheWay(lesson, app, server)).to.equal(undefined);
      cluster.put('NetworkPolicy/deny-all', {});
      expect((await policyInTheWay(lesson, app, server))?.field).to.equal('spec.ingress');
      expect(labelsBehind(lesson, lesson.manifest('Service', 'koa-sample-db'))).to.include({ app: 'koa-sample-db' });
    } finally {
      await api.close();
    }
  });
});
