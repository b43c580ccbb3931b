import type { AxiosInstance, AxiosResponse } from 'axios';
import { controllerErrors } from '../access/controller-errors.ts';
import { readLog } from '../access/logs.ts';
import { untilResponse, type Request, type ResponseWait } from '../access/until-response.ts';
import { webClient, type WebOptions } from '../access/web.ts';
import { ingressController } from '../cluster/ingress-controller.ts';
import { failureAbout, type Blame } from '../expect/blame.ts';
import { hostName } from '../manifests/isolation/names.ts';
import { DeploymentRef } from '../objects/deployment-ref.ts';
import { Scope } from '../objects/scope.ts';
import { texts } from '../text/texts.ts';
import { ExpectVerbs } from './expect-verbs.ts';

const t = texts.lesson;

/** Lines of the ingress controller's log that are looked through: it says again with each change what is wrong. */
const controllerLines = 1_000;

/** The verbs of a spec about the cluster's ingress. */
export class IngressVerbs extends ExpectVerbs {
  /** Base address of the ingress. Throws when nobody said where it answers: `needs: ['ingress']` guards against that. */
  get ingressUrl(): string {
    const url = this.scope.session.context.ingressUrl;
    if (url === undefined) throw new Error("the lesson uses the ingress without `needs: ['ingress']`");
    return url;
  }

  /** The cluster's ingress controller, which every lesson shares. Throws where it is not ours: `needs: ['own-cluster']` guards against that. */
  ingressController(): DeploymentRef {
    if (!this.onOwnCluster) throw new Error("the lesson reaches for the ingress controller without `needs: ['own-cluster']`");
    return new DeploymentRef(new Scope(this.scope.session, ingressController.namespace), ingressController.deployment);
  }

  /**
   * Errors and warnings that the ingress controller has logged about objects of this lesson, each once, the latest last; none
   * where the controller is not ours.
   */
  async controllerErrors(): Promise<string[]> {
    const { client, running } = this.scope.session;
    if (!this.onOwnCluster) return [];
    const pods = await this.ingressController().pods().now();
    const logs = await Promise.all(pods.map(async ({ name }) => await readLog(client, { namespace: ingressController.namespace, pod: name, container: ingressController.deployment }, { tailLines: controllerLines, signal: running.signal })));
    return controllerErrors(logs.flat().map(({ text }) => text), this.scope.isolation);
  }

  /** This run's own host for one that the learner knows. */
  host(name: string): string {
    return hostName(name, this.scope.isolation);
  }

  /** The password of this run for the registry that the lesson runs, in place of that which learners write. */
  get registryPassword(): string {
    return this.scope.session.registryPassword;
  }

  /** A client for the ingress: every status is a response, nothing is retried. */
  web(options?: WebOptions): AxiosInstance {
    this.scope.session.running.requireVisits('send requests');
    return webClient(
      {
        url: this.ingressUrl,
        host: (name) => this.host(name),
        signal: this.scope.session.running.signal,
        noResponse: (request, what, elapsedMs) =>
          failureAbout(this.scope, this.#route(), { expected: t.response(request), observed: what, elapsedMs }),
      },
      options,
    );
  }

  /** Sends a request again and again until a response fits; for what the ingress controller takes over a moment later. */
  async response(request: Request, wait: ResponseWait): Promise<AxiosResponse<unknown>> {
    this.scope.session.step(t.steps.response(request.path, wait.state));
    return await untilResponse({ client: this.web(), context: this.scope, signal: this.scope.session.running.signal, blame: this.#route() }, request, wait);
  }

  /** What a failed request is about. */
  #route(): Blame {
    const [ingress] = this.scope.session.manifests.all('Ingress');
    return { on: ingress ?? `Lesson/${this.scope.session.context.lesson}` };
  }
}
