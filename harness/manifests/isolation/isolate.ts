import { isPerRun } from '../../client/kinds.ts';
import type { KubeObject } from '../../client/objects.ts';
import { podSpecOf } from '../../client/pod-spec.ts';
import { ownProperty } from '../../values/own-property.ts';
import { isMap } from '../../values/field-path.ts';
import { isolateClass, isolatePriorityClass, isolateQuota } from './classes.ts';
import type { Isolation } from './isolation.ts';
import { unique } from './names.ts';
import { freePorts, isolateExternalName, isolateIngress, isolateIngressClass, isolateNetworkPolicy } from './network.ts';
import { isolatePod } from './pods.ts';
import { isolatePolicy, isolatePolicyBinding } from './policies.ts';
import { isolateBinding, isolateClusterRole, isolateRules } from './rbac.ts';
import { isolateContainers, isolateData } from './service-names.ts';
import { takeSecretToken } from './tokens.ts';
import { classIntoSpec, isolateClaim, isolateClaimTemplates, isolateVolume } from './volumes.ts';

type Change = (fields: Record<string, unknown>, isolation: Isolation) => void;

/** What changes in the spec of each kind, in place. */
const ofSpec: Record<string, Change> = {
  PersistentVolume: isolateVolume,
  PersistentVolumeClaim: isolateClaim,
  StatefulSet: isolateClaimTemplates,
  Service: (spec, isolation) => {
    freePorts(spec);
    isolateExternalName(spec, isolation);
  },
  Ingress: isolateIngress,
  IngressClass: isolateIngressClass,
  NetworkPolicy: isolateNetworkPolicy,
  ResourceQuota: isolateQuota,
  ValidatingAdmissionPolicy: isolatePolicy,
  ValidatingAdmissionPolicyBinding: isolatePolicyBinding,
};

/** What changes outside of a spec. */
const ofObject: Record<string, Change> = {
  Role: isolateRules,
  ClusterRole: isolateClusterRole,
  RoleBinding: isolateBinding,
  ClusterRoleBinding: isolateBinding,
  PersistentVolume: classIntoSpec,
  PersistentVolumeClaim: classIntoSpec,
  StorageClass: isolateClass,
  PriorityClass: isolatePriorityClass,
  IngressClass: isolateClass,
  ConfigMap: isolateData,
  Secret: (secret, isolation) => {
    isolateData(secret, isolation);
    if (isolation.withoutTokens !== undefined) takeSecretToken(secret);
  },
  ServiceAccount: (account, { withoutTokens }) => {
    if (withoutTokens !== undefined) account['automountServiceAccountToken'] = false;
  },
};

/** The one place where what would collide between lessons, runs or learners is made unique: the object as it is sent, a changed copy. */
export function isolate<T extends KubeObject>(object: T, isolation: Isolation): T {
  const copy = structuredClone(object);
  const kind = copy.kind ?? '';
  copy.metadata = { ...copy.metadata };
  if (isPerRun(kind)) {
    delete copy.metadata.namespace;
    copy.metadata.name = unique(copy.metadata.name ?? '', isolation);
  } else {
    copy.metadata.namespace = isolation.namespace;
  }
  ownProperty(ofObject, kind)?.(copy as Record<string, unknown>, isolation);
  const { spec } = copy as { spec?: unknown };
  if (isMap(spec)) ownProperty(ofSpec, kind)?.(spec, isolation);
  const pod = podSpecOf(copy);
  if (pod !== undefined) {
    isolatePod(pod, isolation);
    isolateContainers(pod, isolation);
  }
  return copy;
}
