import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { aimedAt, covers, isAbout, isWithin, peerOf, rulesOf, type End } from '../../../specs/network/rules.ts';

const policy = (spec: object): Manifest => new Manifest({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec } as object, undefined, '17-x');
const end = (more: Partial<End> = {}): End => ({ labels: { role: 'reader' }, namespace: { team: 'partner' }, own: false, address: '10.244.0.7', ...more });

describe('which pods a policy is about', () => {
  it('are those that its selector fits, all for an empty one', () => {
    const [all, web] = [policy({ podSelector: {} }), policy({ podSelector: { matchLabels: { app: 'web' } } })];
    expect(aimedAt([all, web], { app: 'web' })).to.deep.equal([all, web]);
    expect(aimedAt([all, web], { app: 'db' })).to.deep.equal([all]);
  });

  it('is said by its types, or else by its rules', () => {
    expect(isAbout(policy({}), 'Ingress')).to.equal(true);
    expect(isAbout(policy({}), 'Egress')).to.equal(false);
    expect(isAbout(policy({ egress: [] }), 'Egress')).to.equal(true);
    expect(isAbout(policy({ policyTypes: ['Egress'] }), 'Ingress')).to.equal(false);
  });
});

describe('a rule', () => {
  const ruleWith = (rule: object) => {
    const [found] = rulesOf([policy({ ingress: [rule] })], 'Ingress');
    if (found === undefined) throw new Error('there is no rule');
    return found;
  };
  const portIs = (port: number, portNames: string[] = []) => ({ port, portNames });

  it('is about all ports when it names none, else about that number, that name or that range', () => {
    expect(covers(ruleWith({}), portIs(80))).to.equal(true);
    expect(covers(ruleWith({ ports: [{ port: 80 }] }), portIs(81))).to.equal(false);
    expect(covers(ruleWith({ ports: [{ port: 'http' }] }), portIs(8081, ['http']))).to.equal(true);
    expect(covers(ruleWith({ ports: [{ port: 'http' }] }), portIs(8080))).to.equal(false);
    for (const [port, inside] of [[8999, false], [9000, true], [9002, true], [9003, false]] as const) expect(covers(ruleWith({ ports: [{ port: 9000, endPort: 9002 }] }), portIs(port)), String(port)).to.equal(inside);
  });

  it('is not about TCP when it is about another protocol', () => {
    expect(covers(ruleWith({ ports: [{ port: 80, protocol: 'UDP' }] }), portIs(80))).to.equal(false);
    expect(covers(ruleWith({ ports: [{ protocol: 'TCP' }] }), portIs(80))).to.equal(true);
  });

  it('lets in everybody when it names nobody', () => {
    expect(peerOf(ruleWith({}), end())).to.equal(-1);
  });

  it('takes selectors of one element together, and without one of namespaces only pods of its own', () => {
    const [namespaceSelector, podSelector] = [{ matchLabels: { team: 'partner' } }, { matchLabels: { role: 'reader' } }];
    const both = ruleWith({ from: [{ namespaceSelector, podSelector }] });
    expect(peerOf(both, end())).to.equal(0);
    expect(peerOf(both, end({ labels: {} }))).to.equal(undefined);
    expect(peerOf(both, end({ namespace: {} }))).to.equal(undefined);
    const either = ruleWith({ from: [{ podSelector }, { namespaceSelector }] });
    expect(peerOf(either, end())).to.equal(1);
    expect(peerOf(either, end({ namespace: {} }))).to.equal(undefined);
    expect(peerOf(either, end({ namespace: {}, own: true }))).to.equal(0);
  });

  it('lets in a range of addresses but for its exceptions', () => {
    const rule = ruleWith({ from: [{ ipBlock: { cidr: '10.244.0.0/16', except: ['10.244.1.0/24'] } }] });
    expect(peerOf(rule, end())).to.equal(0);
    expect(peerOf(rule, end({ address: '10.244.1.7' }))).to.equal(undefined);
    expect(peerOf(rule, end({ address: '' }))).to.equal(undefined);
  });
});

describe('whether an address is of a range', () => {
  it('knows both kinds of addresses, and takes no nonsense', () => {
    expect(isWithin('fd00::1', 'fd00::/8')).to.equal(true);
    expect(isWithin('10.0.0.1', 'fd00::/8')).to.equal(false);
    for (const nonsense of ['', '10.0.0.0', 'x/8', '10.0.0.0/x']) expect(isWithin('10.0.0.1', nonsense), nonsense).to.equal(false);
  });
});
