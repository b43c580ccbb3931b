import type { WaitOptions } from './watcher.ts';
import { WorkloadRef } from './workload-ref.ts';

/** A workload of `apps/v1` whose number of replicas may be changed: a Deployment or a StatefulSet. */
export class ScalableRef<O extends object> extends WorkloadRef<O> {
  /** As `kubectl scale`; resolves when it is complete. */
  async scale(replicas: number, options: WaitOptions = {}): Promise<void> {
    const { acts, client } = this.scope.session;
    if (acts?.areAsked === true) await acts.scale(this.address, replicas);
    else await client.patch(this.address, { spec: { replicas } }, 'scale');
    await this.complete(options);
  }

  /** Where the API server has it. */
  protected get address(): { apiVersion: string; kind: string; name: string; namespace: string } {
    return { apiVersion: 'apps/v1', kind: this.kind, name: this.name, namespace: this.scope.namespace };
  }
}
