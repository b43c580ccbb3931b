import type { KubeObject } from '../../client/objects.ts';
import { podSpecOf } from '../../client/pod-spec.ts';
import { isMap, mapsIn } from '../../values/field-path.ts';

type Fields = Record<string, unknown>;

const automount = 'automountServiceAccountToken';
/** A Secret of this type is filled with a token by a controller of the cluster. */
const tokenSecret = 'kubernetes.io/service-account-token';
/** What the API server calls itself, as kubeadm sets it up. */
const apiServer = /^https:\/\/kubernetes\.default\.svc(?:\.cluster\.local)?$/;

/** Whether a token for that audience is one for the API server; one without an audience is. */
export function isForApiServer(audience: unknown): boolean {
  return audience === undefined || audience === null || audience === '' || (typeof audience === 'string' && apiServer.test(audience));
}

/** Whether an object asks for a token for the API server, for itself or for its pods; `all`: or for anybody else. */
export function asksForToken(object: KubeObject, all: boolean): boolean {
  const { kind = '', type, [automount]: automounts } = object as KubeObject & Fields;
  if (kind === 'ServiceAccount') return automounts === true;
  if (kind === 'Secret') return type === tokenSecret;
  const pod = podSpecOf(object);
  return pod !== undefined && (pod[automount] === true || tokenSources(pod, all).length > 0);
}

/** Takes from the spec of a pod every token for the API server, in place; `all`: those for anybody else too. */
export function takePodTokens(pod: Fields, all: boolean): void {
  // Its account has none; the pod itself would have the last word.
  if (pod[automount] === true) pod[automount] = false;
  for (const source of tokenSources(pod, all)) {
    delete source['serviceAccountToken'];
    // Messages count the sources: an empty one stays in its place.
    source['downwardAPI'] = {};
  }
}

/** Leaves a Secret that asks for a token empty, in place. */
export function takeSecretToken(secret: Fields): void {
  if (secret['type'] === tokenSecret) secret['type'] = 'Opaque';
}

/** Parts of projected volumes that are tokens for the API server, or all that are tokens. */
function tokenSources(pod: Fields, all: boolean): Fields[] {
  return mapsIn(pod['volumes']).flatMap(({ projected }) => (isMap(projected) ? mapsIn(projected['sources']) : [])).filter(({ serviceAccountToken: token }) => isMap(token) && (all || isForApiServer(token['audience'])));
}
