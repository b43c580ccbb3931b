import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { blameOfClosed, blameOfLookUp, blameOfOpen, blameOfWayOut, type Target } from '../../../specs/network/blame.ts';
import type { End } from '../../../specs/network/rules.ts';

const policy = (name: string, spec: object): Manifest => new Manifest({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec } as object, undefined, '17-x');
const own = { 'kubernetes.io/metadata.name': 'default' };
const reader: End = { labels: { role: 'reader' }, namespace: own, own: true, address: '10.244.0.7' };
const guest: End = { ...reader, labels: { role: 'guest' } };
const blue = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'blue' } }, undefined, '17-x');
const door = (port = 8001, labels: Record<string, string> = { app: 'doors' }): Target => ({ pod: blue, labelsAt: 'metadata.labels', labels, namespace: own, own: true, address: '10.244.0.9', port, portNames: [] });
const toReader = { all: [reader, guest], open: [reader] };
const toNobody = { all: [reader, guest], open: [], toNobody: true };

const doors = { matchLabels: { app: 'doors' } };
const closed = policy('closed', { podSelector: {}, policyTypes: ['Ingress'] });
const readers = (change: object = {}, rule: object = {}): Manifest => policy('readers', { podSelector: doors, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { role: 'reader' } } }], ports: [{ port: 8001 }], ...rule }], ...change });
const told = ({ on, field = '' }: { on: Manifest | string; field?: string }): string => `${typeof on === 'string' ? on : on.id} ${field}`;

describe('why somebody comes in who must not', () => {
  it('is the peer that lets in', () => {
    const open = readers({}, { from: [{ podSelector: { matchLabels: { role: 'reader' } } }, { podSelector: {} }] });
    expect(told(blameOfOpen([closed, open], guest, door(), toReader))).to.equal('NetworkPolicy/readers spec.ingress[0].from[1]');
    expect(told(blameOfOpen([closed, readers({}, { from: undefined })], guest, door(), toReader))).to.equal('NetworkPolicy/readers spec.ingress[0].from');
  });

  it('is the port of a rule, where nobody may come in or the rule names none', () => {
    expect(told(blameOfOpen([closed, readers({}, { ports: [{ port: 8001, endPort: 9999 }] })], reader, door(9004), toNobody))).to.equal('NetworkPolicy/readers spec.ingress[0].ports');
    expect(told(blameOfOpen([closed, readers({}, { ports: undefined })], reader, door(8002), { all: [reader, guest], open: [guest] }))).to.equal('NetworkPolicy/readers spec.ingress[0].ports');
  });

  it('is the port of a rule that lets in just those for whom another port is meant', () => {
    const others = [{ server: door(8002), open: [guest] }];
    const guests = policy('guests', { podSelector: doors, ingress: [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }], ports: [{ port: 8001 }] }] });
    const also = policy('also', { podSelector: doors, ingress: [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }], ports: [{ port: 8002 }] }] });
    expect(told(blameOfOpen([closed, readers(), guests], guest, door(), { ...toReader, others }))).to.equal('NetworkPolicy/guests spec.ingress[0].ports');
    expect(told(blameOfOpen([closed, readers(), guests, also], guest, door(), { ...toReader, others })), 'which has its own rule').to.equal('NetworkPolicy/guests spec.ingress[0].from[0]');
    const [one, two] = ['guest', 'reader'].map((role) => policy(role, { podSelector: doors, ingress: [{ from: [{ podSelector: { matchLabels: { role } } }], ports: [{ port: 8002 }] }] })) as [Manifest, Manifest];
    const all = policy('all', { podSelector: doors, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8001 }] }] });
    expect(told(blameOfOpen([closed, all, one, two], guest, door(), { ...toReader, others: [{ server: door(8002), open: [reader, guest] }] })), 'which has two').to.equal('NetworkPolicy/all spec.ingress[0].from[0]');
    const both = policy('both', { podSelector: doors, ingress: [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }], ports: [{ port: 8001, endPort: 8002 }] }] });
    expect(told(blameOfOpen([closed, readers(), both], guest, door(), { ...toReader, others })), 'and is about that too').to.equal('NetworkPolicy/both spec.ingress[0].ports');
    expect(told(blameOfOpen([closed, readers({}, { ports: [] })], reader, door(8002), { all: [reader, guest], open: [guest] })), 'an empty list is about all').to.equal('NetworkPolicy/readers spec.ingress[0].ports');
  });

  it('is the port to which the pod has given the name of a rule', () => {
    const front = policy('front', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 'front' }] }] });
    const green = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'green' }, spec: { containers: [{ name: 'porter', ports: [{ name: 'front', containerPort: 8080 }] }] } } as object, undefined, '17-x');
    expect(told(blameOfOpen([closed, front], guest, { ...door(8080), pod: green, portNames: ['front'] }, toNobody))).to.equal('Pod/green spec.containers[0].ports[0].containerPort');
  });

  it('is the policy that does not select the pod, or selects it for the other direction', () => {
    const astray = policy('closed', { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress'] });
    expect(told(blameOfOpen([astray], guest, door(), toNobody))).to.equal('NetworkPolicy/closed spec.podSelector');
    expect(told(blameOfOpen([policy('closed', { podSelector: {}, policyTypes: ['Egress'] })], guest, door(), toNobody))).to.equal('NetworkPolicy/closed spec.policyTypes');
    expect(told(blameOfOpen([readers({ podSelector: { matchLabels: { app: 'x' } } })], guest, door(), toReader))).to.equal('NetworkPolicy/readers spec.podSelector');
  });

  it('is the folder, where no policy is about the pod at all', () => {
    expect(told(blameOfOpen([readers({ podSelector: { matchLabels: { app: 'x' } } })], guest, door(8000), toNobody))).to.equal('Folder/17-network-policy ');
  });

  it('is the pod whose labels no policy expects', () => {
    const named = (name: string): Manifest => policy(name, { podSelector: doors, ingress: [{ ports: [{ port: 8001 }] }] });
    expect(told(blameOfOpen([named('a'), named('b')], guest, door(8001, { app: 'door' }), toReader))).to.equal('Pod/blue metadata.labels');
  });
});

describe('why somebody does not come in who may', () => {
  it('is the pod whose labels are others than several policies expect', () => {
    const range = policy('range', { podSelector: doors, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 9001, endPort: 9003 }] }] });
    expect(told(blameOfClosed([closed, readers(), range], reader, door(8001, { app: 'door' }), toReader))).to.equal('Pod/blue metadata.labels');
    const other = policy('range', { podSelector: { matchLabels: { app: 'vault' } }, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 9001 }] }] });
    expect(told(blameOfClosed([closed, readers(), other], reader, door(8001, { app: 'door' }), toReader))).to.equal('NetworkPolicy/readers spec.podSelector');
  });

  it('is whom the rule for that port lets in', () => {
    const wrong = readers({}, { from: [{ podSelector: { matchLabels: { role: 'readers' } } }] });
    expect(told(blameOfClosed([closed, wrong], reader, door(), toReader))).to.equal('NetworkPolicy/readers spec.ingress[0].from');
  });

  it('is the port of the rule for those people, where none is about that port', () => {
    const others = policy('guests', { podSelector: doors, ingress: [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }], ports: [{ port: 9000 }] }] });
    expect(told(blameOfClosed([closed, others, readers({}, { ports: [{ port: 8011 }] })], reader, door(), toReader))).to.equal('NetworkPolicy/readers spec.ingress[0].ports');
  });

  it('is the rule for a port by a name that the pod does not give, where no number is near', () => {
    const byName = policy('named', { podSelector: doors, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 'http' }] }] });
    const front = { ...door(8080), portNames: ['front'] };
    expect(told(blameOfClosed([closed, readers(), byName], reader, front, toReader))).to.equal('NetworkPolicy/named spec.ingress[0].ports');
    expect(told(blameOfClosed([closed, readers({}, { ports: [{ port: 8081 }] }), byName], reader, front, toReader))).to.equal('NetworkPolicy/readers spec.ingress[0].ports');
  });

  it('is the rule with the nearest port, where several are for the same people', () => {
    const far = policy('far', { podSelector: doors, ingress: [{ ports: [{ port: 'front' }] }] });
    const near = policy('near', { podSelector: doors, ingress: [{ ports: [{ port: 9001 }] }] });
    expect(told(blameOfClosed([closed, far, near], guest, door(9002), { all: [reader, guest], open: [reader, guest] }))).to.equal('NetworkPolicy/near spec.ingress[0].ports');
  });

  it('is the policy that does not select the pod', () => {
    const other = policy('other', { podSelector: doors, ingress: [{ ports: [{ port: 9000 }] }] });
    expect(told(blameOfClosed([closed, other, readers({ podSelector: { matchLabels: { app: 'x' } } })], reader, door(), toReader))).to.equal('NetworkPolicy/readers spec.podSelector');
  });

  it('is the policy that keeps the client from going out', () => {
    const shut = policy('shut', { podSelector: { matchLabels: { role: 'reader' } }, policyTypes: ['Egress'] });
    expect(told(blameOfClosed([closed, readers(), shut], reader, door(), toReader))).to.equal('NetworkPolicy/shut spec.podSelector');
    const both = policy('both', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(told(blameOfClosed([both, readers()], reader, door(), toReader)), 'which closes both ways').to.equal('NetworkPolicy/both spec.policyTypes');
  });

  it('is the folder, where no policy opens the pod, however many open others', () => {
    expect(told(blameOfClosed([closed], reader, door(), toReader))).to.equal('Folder/17-network-policy ');
    expect(told(blameOfClosed([closed, readers()], reader, door(3306, { app: 'database' }), toReader))).to.equal('Folder/17-network-policy ');
  });

  it('is a policy of its own that has no rule', () => {
    expect(told(blameOfClosed([closed, readers({ ingress: undefined })], reader, door(), toReader))).to.equal('NetworkPolicy/readers spec.ingress');
    const guests = policy('guests', { podSelector: doors, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }], ports: [{ port: 8002 }] }] });
    expect(told(blameOfClosed([closed, readers({ ingress: [] }), guests], reader, door(), toReader)), 'beside others that have one').to.equal('NetworkPolicy/readers spec.ingress');
    const mistyped = policy('typo', { podSelector: doors, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { role: 'reader' } } }], ports: [{ port: 8011 }] }] });
    const shut = policy('shut', { podSelector: doors, policyTypes: ['Ingress'] });
    expect(told(blameOfClosed([closed, shut, mistyped], reader, door(), toReader)), 'unless a rule for just those is about a port near by').to.equal('NetworkPolicy/typo spec.ingress[0].ports');
    expect(told(blameOfClosed([shut, guests], reader, door(), toReader)), 'unless it is the one that closes').to.equal('NetworkPolicy/guests spec.ingress[0].ports');
  });

  it('is the pod template that lacks the labels which its workload has', () => {
    const green = new Manifest({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'green', labels: { entrance: 'public' } } }, undefined, '17-x');
    const server: Target = { ...door(8081), pod: green, labelsAt: 'spec.template.metadata.labels' };
    const entrance = policy('entrance', { podSelector: { matchLabels: { entrance: 'public' } }, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 8081 }] }] });
    expect(told(blameOfClosed([closed, readers(), entrance], reader, server, toReader))).to.equal('Deployment/green spec.template.metadata.labels');
    expect(told(blameOfClosed([closed, entrance], reader, server, toReader)), 'where nothing else lets anybody in').to.equal('Deployment/green spec.template.metadata.labels');
    expect(told(blameOfClosed([closed, readers(), entrance], reader, { ...server, pod: blue }, toReader))).to.equal('NetworkPolicy/entrance spec.podSelector');
  });

  it('is a policy that says nothing', () => {
    const bare = new Manifest({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'bare' } }, undefined, '17-x');
    const guests = policy('guests', { podSelector: doors, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }], ports: [{ port: 8002 }] }] });
    expect(told(blameOfClosed([bare, closed, guests], reader, door(), toReader))).to.equal('NetworkPolicy/bare spec');
    expect(told(blameOfClosed([bare, readers({}, { ports: [{ port: 8011 }] })], reader, door(), toReader)), 'unless it is the one that closes').to.equal('NetworkPolicy/readers spec.ingress[0].ports');
    const out = blameOfWayOut([closed, bare], reader, door());
    expect(out === undefined ? '' : told(out)).to.equal('NetworkPolicy/bare spec');
  });

  it('is the port to which the pod gives the name of the rule, if that is near by', () => {
    const byName = policy('named', { podSelector: doors, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 'front' }] }] });
    const toAll = { all: [reader, guest], open: [reader, guest] };
    const pod = (containerPort: number): Manifest => new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'blue' }, spec: { containers: [{ name: 'porter', ports: [{ name: 'front', containerPort }] }] } } as object, undefined, '17-x');
    expect(told(blameOfClosed([closed, byName], reader, { ...door(8080), pod: pod(8081) }, toAll))).to.equal('Pod/blue spec.containers[0].ports[0].containerPort');
    expect(told(blameOfClosed([closed, byName], reader, { ...door(8080), pod: pod(9100) }, toAll))).to.equal('NetworkPolicy/named spec.ingress[0].ports');
  });
});

describe('why a pod gets out that must not', () => {
  const names = (spec: object = {}): Manifest => policy('names-only', { podSelector: { matchLabels: { role: 'reader' } }, policyTypes: ['Egress'], egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }], ...spec });
  const why = (...policies: Manifest[]): string => {
    const place = blameOfWayOut(policies, reader, door());
    return place === undefined ? 'nothing' : told(place);
  };

  it('is a rule that lets out', () => {
    expect(why(closed, names({ egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }, {}] }))).to.equal('NetworkPolicy/names-only spec.egress[1]');
  });

  it('is a policy that selects others, or is about the other direction', () => {
    expect(why(closed, names({ podSelector: { matchLabels: { role: 'x' } } }))).to.equal('NetworkPolicy/names-only spec.podSelector');
    expect(why(closed, names({ policyTypes: ['Ingress'] }))).to.equal('NetworkPolicy/names-only spec.policyTypes');
  });

  it('is no policy where none is about it', () => {
    expect(why(closed)).to.equal('nothing');
  });
});

describe('why a pod looks up no names that may', () => {
  const dns = (...ports: object[]): Manifest => policy('dns', { podSelector: { matchLabels: { role: 'reader' } }, policyTypes: ['Egress'], egress: [{ to: [] }, { ports }] });
  const why = (one: Manifest): string => {
    const place = blameOfLookUp([closed, one], reader);
    return place === undefined ? 'nothing' : told(place);
  };

  it('is the protocol of its rule, which is TCP where none is written', () => {
    expect(why(dns({ port: 53 }))).to.equal('NetworkPolicy/dns spec.egress[1].ports');
    expect(why(dns({ port: 53, protocol: 'TCP' }))).to.equal('NetworkPolicy/dns spec.egress[1].ports');
  });

  it('is something else where UDP is among them, or nothing is about that port', () => {
    expect(why(dns({ port: 53 }, { port: 53, protocol: 'UDP' }))).to.equal('nothing');
    expect(why(dns({ port: 5353 }))).to.equal('nothing');
  });
});
