import type { AxiosInstance } from 'axios';
import type { WebOptions } from '../access/web.ts';
import { lackingFeature, type AskedFeature } from '../cluster/features.ts';
import { directWeb } from '../objects/direct-web.ts';
import { NodeRef } from '../objects/node-ref.ts';
import type { Text } from '../text/language.ts';
import { SubjectVerbs } from './subject-verbs.ts';

/** The verbs of a spec about the cluster and its nodes. */
export class ClusterVerbs extends SubjectVerbs {
  /** What the cluster lacks of something that this test alone needs, and what to do about it; undefined when it has it. */
  async lacking(feature: AskedFeature): Promise<Text | undefined> {
    return await lackingFeature(this.scope.session.client, feature);
  }

  /** A node of the cluster. Restarting one is for tests that are exclusive and lessons that need an `own-cluster`. */
  node(name: string): NodeRef {
    return new NodeRef(this.scope, name);
  }

  /** Whether the cluster is one of our own, so that something may be run on its nodes. */
  get onOwnCluster(): boolean {
    return this.scope.session.context.cluster.provider === 'kind';
  }

  /** Names of the nodes of the cluster, in alphabetical order. Throws ApiError where they are out of sight. */
  async nodes(): Promise<string[]> {
    const { items } = await this.scope.session.client.list('v1', 'Node');
    return items.map(({ metadata }) => metadata?.name ?? '').toSorted();
  }

  /** What all nodes of the cluster have of each resource together, such as `cpu`; empty where they are out of sight. */
  async roomInAll(): Promise<ReadonlyMap<string, number>> {
    return await this.scope.session.roomInAll();
  }

  /**
   * An HTTP client for a node port of a Service, at the address by which other nodes know that node. Throws LessonFailure when
   * there is no such node; from outside a cluster of our own that address may lead nowhere.
   */
  async nodeWeb(node: string, nodePort: number, options: WebOptions = {}): Promise<AxiosInstance> {
    this.scope.session.running.requireVisits('send requests');
    return directWeb(this.scope, `Node/${node}`, { host: await this.node(node).address(), port: nodePort }, options);
  }
}
