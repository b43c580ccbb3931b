import type { Deployment, Pod } from '../../harness/client/objects.ts';
import type { Manifest } from '../../harness/lesson/given.ts';
import { isMap } from '../../harness/values/field-path.ts';
import { containerPath } from '../checks/containers.ts';
import { app, plainPod } from './controls.ts';

type Spec = NonNullable<Pod['spec']>;
type Container = Spec['containers'][number];

/** A rule of the level "restricted", and a pod that breaks it and no other. */
export interface BrokenRule {
  /** What admission says in front of the details. */
  names: readonly string[];
  pod: Pod;
}

/** A pod that meets the level "restricted". */
export function restrictedPod(name: string): Pod {
  const { spec, ...pod } = plainPod(name);
  const containers = (spec?.containers ?? []).map((each): Container => ({ ...each, securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }));
  return { ...pod, spec: { ...spec, securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } }, containers } };
}

const changes: readonly [name: string, names: readonly string[], change: (spec: Spec, container: Container & { securityContext: object }) => void][] = [
  ['escalates', ['allowPrivilegeEscalation != false'], (_, { securityContext }) => { delete securityContext.allowPrivilegeEscalation; }],
  ['keeps-capabilities', ['unrestricted capabilities'], (_, { securityContext }) => { delete securityContext.capabilities; }],
  ['adds-a-capability', ['unrestricted capabilities'], (_, { securityContext }) => { securityContext.capabilities = { drop: ['ALL'], add: ['CHOWN'] }; }],
  ['perhaps-root', ['runAsNonRoot != true'], (spec) => { delete spec.securityContext?.runAsNonRoot; }],
  ['surely-root', ['runAsUser=0'], (spec) => { spec.securityContext = { ...spec.securityContext, runAsUser: 0 }; }],
  ['every-system-call', ['seccompProfile'], (spec) => { delete spec.securityContext?.seccompProfile; }],
  ['unconfined', ['seccompProfile'], (spec) => { spec.securityContext = { ...spec.securityContext, seccompProfile: { type: 'Unconfined' } }; }],
  ['folder-of-the-node', ['restricted volume types'], (spec) => { spec.volumes = [{ name: 'node', hostPath: { path: '/' } }]; }],
  ['network-of-the-node', ['host namespaces'], (spec) => { spec.hostNetwork = true; }],
  ['processes-of-the-node', ['host namespaces'], (spec) => { spec.hostPID = true; }],
  ['port-of-the-node', ['hostPort'], (_, container) => { container.ports = [{ containerPort: 8080, hostPort: 8080 }]; }],
  ['privileged', ['privileged', 'allowPrivilegeEscalation != false'], (_, { securityContext }) => { delete securityContext.allowPrivilegeEscalation; securityContext.privileged = true; }],
  ['kernel-setting', ['forbidden sysctls'], (spec) => { spec.securityContext = { ...spec.securityContext, sysctls: [{ name: 'kernel.msgmax', value: '65536' }] }; }],
  ['all-at-once', ['allowPrivilegeEscalation != false', 'unrestricted capabilities', 'runAsNonRoot != true', 'seccompProfile'], (spec, container) => { delete spec.securityContext; Reflect.deleteProperty(container, 'securityContext'); }],
];

/** A pod for each rule, beside one that breaks four at once. What they break is named as Kubernetes 1.25 to 1.37 does. */
export function brokenRules(): BrokenRule[] {
  return changes.map(([name, names, change]) => {
    const pod = restrictedPod(name);
    const [container] = pod.spec?.containers ?? [];
    if (pod.spec !== undefined && container !== undefined) change(pod.spec, container as Container & { securityContext: object });
    return { names, pod };
  });
}

/** Where each rule of the level is met: at a container, or at the pod for all of them; and which of their values break it. */
const fields: readonly { rule: RegExp; field: string; level: 'pod' | 'container'; breaks: (value: unknown) => boolean }[] = [
  { rule: /^allowPrivilegeEscalation/, field: 'allowPrivilegeEscalation', level: 'container', breaks: (value) => value === true },
  { rule: /capabilities$/, field: 'capabilities', level: 'container', breaks: (value) => value !== undefined },
  { rule: /^runAsNonRoot/, field: 'runAsNonRoot', level: 'pod', breaks: (value) => value === false },
  { rule: /^runAsUser/, field: 'runAsUser', level: 'pod', breaks: (value) => value === 0 },
  { rule: /^seccompProfile/, field: 'seccompProfile', level: 'pod', breaks: (value) => isMap(value) && value['type'] === 'Unconfined' },
];

/** The field of a pod that a rule is about: where a value breaks it, else where it is written, else where it would be. The securityContext of the pod where the rule is another one. */
export function fieldOfRule(pod: Manifest, rule: string): string {
  const ofPod = 'spec.securityContext';
  const found = fields.find((each) => each.rule.test(rule));
  if (found === undefined) return ofPod;
  const ofContainer = `${containerPath(pod, app)}.securityContext`;
  const places = (found.level === 'pod' ? [ofPod, ofContainer] : [ofContainer]).map((place) => `${place}.${found.field}`);
  return places.find((place) => found.breaks(pod.get(place))) ?? places.find((place) => pod.get(place) !== undefined) ?? places[0] ?? ofPod;
}

/** A Deployment whose pods are copies of a pod. */
export function deploymentOf(pod: Manifest): Deployment {
  const { name } = pod;
  const matchLabels = { workload: name };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { selector: { matchLabels }, template: { metadata: { labels: matchLabels }, spec: pod.get<Spec>('spec') ?? { containers: [] } } } };
}

/** The rules that a message of Pod Security admission names, in its order: `… violates PodSecurity "restricted:latest": hostPort (…), seccompProfile (…)`. */
export function rulesIn(message: string): string[] {
  const [, said = ''] = /violates? PodSecurity "[^"]*": (.*)$/s.exec(message) ?? [];
  return [...said.matchAll(/(?:^|\), )([^()]+?) \(/g)].map(([, rule = '']) => rule);
}
