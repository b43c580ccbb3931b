/** A part of the kubelet's API, and which right opens it. */
export interface KubeletPart {
  path: string;
  /** Subresources of nodes; one of them is enough. */
  rights: readonly string[];
  /** The status for who may: what a request without more than a path gets. */
  status: number;
}

/**
 * Parts of the kubelet's API (Kubernetes documentation, "Kubelet authentication/authorization"). Since 1.36 some have a right of
 * their own and open to nodes/proxy as well.
 *
 * @param pod whose container a command would run in
 */
export function partsOf(pod: { namespace: string; name: string; container: string }): KubeletPart[] {
  return [
    { path: '/metrics', rights: ['metrics'], status: 200 },
    { path: '/stats/summary', rights: ['stats'], status: 200 },
    { path: '/logs/', rights: ['log'], status: 200 },
    { path: '/configz', rights: ['configz', 'proxy'], status: 200 },
    { path: '/pods', rights: ['pods', 'proxy'], status: 200 },
    // A request that does not say which streams it wants is refused only after it has been found permitted.
    { path: `/exec/${pod.namespace}/${pod.name}/${pod.container}?command=id`, rights: ['proxy'], status: 400 },
  ];
}
