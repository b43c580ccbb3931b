import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { brokenRules, deploymentOf, fieldOfRule, restrictedPod, rulesIn } from '../../../specs/security/pod-security.ts';

const message = 'pods "all-at-once" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), '
  + 'unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true), '
  + 'seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")';

describe('the rules of Pod Security', () => {
  it('are named in the message of admission, and in its warning', () => {
    expect(rulesIn(message)).to.deep.equal(['allowPrivilegeEscalation != false', 'unrestricted capabilities', 'runAsNonRoot != true', 'seccompProfile']);
    expect(rulesIn('would violate PodSecurity "restricted:v1.33": host namespaces (hostNetwork=true), hostPort (container "app" uses hostPort 8080)')).to.deep.equal(['host namespaces', 'hostPort']);
    expect(rulesIn('pods "app" is forbidden: exceeded quota: budget')).to.deep.equal([]);
  });

  it('are broken by pods of their own names, each changed from one that keeps them all', () => {
    const broken = brokenRules();
    expect(new Set(broken.map(({ pod }) => pod.metadata?.name)).size).to.equal(broken.length);
    const kept = restrictedPod('x').spec;
    for (const { names, pod } of broken) {
      expect(names, pod.metadata?.name).to.have.length.of.at.least(1);
      expect(pod.spec, pod.metadata?.name).not.to.deep.equal(kept);
    }
    expect(restrictedPod('x').spec, 'the changes are of copies').to.deep.equal(kept);
  });

  it('leaves nothing said where all four are broken at once', () => {
    const all = brokenRules().find(({ pod }) => pod.metadata?.name === 'all-at-once')?.pod.spec;
    expect([all?.securityContext, all?.containers[0]?.securityContext]).to.deep.equal([undefined, undefined]);
  });

  it('are about fields of the pod: where these are written, else where they would be', () => {
    const pod = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'helper' }, { name: 'app', securityContext: { runAsNonRoot: false } }] } } as object, undefined, '18-security-context');
    expect(['allowPrivilegeEscalation != false', 'unrestricted capabilities', 'runAsNonRoot != true', 'seccompProfile', 'hostPort'].map((rule) => fieldOfRule(pod, rule))).to.deep.equal([
      'spec.containers[1].securityContext.allowPrivilegeEscalation', 'spec.containers[1].securityContext.capabilities', 'spec.containers[1].securityContext.runAsNonRoot',
      'spec.securityContext.seccompProfile', 'spec.securityContext',
    ]);
  });

  it('are told of the value that breaks them, where pod and container say otherwise', () => {
    const pod = new Manifest({ kind: 'Pod', metadata: { name: 'p' }, spec: { securityContext: { runAsUser: 1000, runAsNonRoot: true }, containers: [{ name: 'app', securityContext: { runAsUser: 0, runAsNonRoot: false } }] } } as object, undefined, '18-security-context');
    expect(['runAsUser=0', 'runAsNonRoot != true'].map((rule) => fieldOfRule(pod, rule))).to.deep.equal(['spec.containers[0].securityContext.runAsUser', 'spec.containers[0].securityContext.runAsNonRoot']);
  });

  it('meet a Deployment in the copies of its pod', () => {
    const pod = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'careless' }, spec: { containers: [{ name: 'app' }] } } as object, undefined, '18-security-context');
    expect(deploymentOf(pod).spec).to.deep.equal({ selector: { matchLabels: { workload: 'careless' } }, template: { metadata: { labels: { workload: 'careless' } }, spec: { containers: [{ name: 'app' }] } } });
  });
});
