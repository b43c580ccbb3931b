/** A request to the API server that changes something; a dry run is none. */
export interface Write {
  /** `scale` and `evict` are the subresources; `restart` is what `kubectl rollout restart` does. */
  verb: 'apply' | 'create' | 'patch' | 'replace' | 'delete' | 'evict' | 'scale' | 'restart';
  kind: string;
  /** Absent: all of the kind. */
  name?: string;
  namespace?: string;
  /** It is about a client pod of the harness itself, which asks from inside the cluster: nothing that a learner has. */
  own?: true;
}
