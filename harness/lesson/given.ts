import { kubectl } from '../acts/kubectl-command.ts';
import type { AxiosInstance, AxiosResponse } from 'axios';

import { lackingFeature, type AskedFeature } from '../cluster/features.ts';
import { ingressController } from '../cluster/ingress-controller.ts';
import { evidenceFolder } from '../evidence/evidence-folder.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import { asText, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { describeFailure, failureText, LessonFailure } from '../verdict/lesson-failure.ts';
import { blaming, failureAbout } from '../expect/blame.ts';
import type { Blame } from '../expect/blame.ts';
import { expectation, type About } from '../expect/expectation.ts';
import '../expect/lines.ts';
import type { KubeObject } from '../client/objects.ts';
import { listeningToWarnings } from '../client/warnings.ts';
import { refusalOf, type ExpectedRefusal, type Refused } from '../expect/refusal.ts';
import { Manifest } from '../manifests/manifest.ts';
import type { Manifests } from '../manifests/manifests.ts';
import { hostName } from '../manifests/isolation/names.ts';
import { controllerErrors } from '../access/controller-errors.ts';
import { readLog } from '../access/logs.ts';
import type { LogLine } from '../access/log-line.ts';
import { webClient } from '../access/web.ts';
import type { WebOptions } from '../access/web.ts';
import { annotationsOf } from '../lesson-process/annotations.ts';
import { keep } from '../lesson-process/keep.ts';
import type { Failure, UnjudgedBecause } from '../verdict/results.ts';
import { machineLoad } from '../traffic/machine-load.ts';
import type { TrafficReport } from '../traffic/report.ts';
import { startTraffic } from '../traffic/start-traffic.ts';
import type { Traffic } from '../traffic/start-traffic.ts';
import { untilResponse } from '../access/until-response.ts';
import type { Request, ResponseWait } from '../access/until-response.ts';
import { DeploymentRef } from '../objects/deployment-ref.ts';
import { directWeb } from '../objects/direct-web.ts';
import { NodeRef } from '../objects/node-ref.ts';
import { throughIngress, type LessonTraffic } from './lesson-traffic.ts';
import { LessonNamespace } from './namespace.ts';
import { OtherNamespaces, type OtherNamespaceOptions } from './other-namespaces.ts';
import type { Subject } from './subject.ts';
import { SubjectVerbs } from './subject-verbs.ts';
import { Scope } from '../objects/scope.ts';
import type { RolloutRecord } from '../rollout/rollout-recorder.ts';
import type { AppRules } from '../rollout/app-rules.ts';
import type { RolloutPart } from '../rollout/failed-verdict.ts';
import { forgoneBy, requireNoneFailed, requireWithinStrategy } from '../rollout/rollout-verdicts.ts';

export { LessonNamespace };
export type { Blame, Failure, LogLine, Manifest, Manifests, Refused, Subject, Traffic };
export type { Container } from '../objects/container.ts';
export type { LivePod as Pod } from '../objects/live-pod.ts';
export type { PodTimeline } from '../rollout/pod-timeline.ts';
export type { RolloutRecord } from '../rollout/rollout-recorder.ts';
export type { Tcp } from '../access/tcp.ts';
export type { WaitOptions } from '../objects/watcher.ts';

const t = texts.lesson;

/** Lines of the ingress controller's log that are looked through: it says again with each change what is wrong. */
const controllerLines = 1_000;

/** What a spec is given: the lesson's namespace, its manifests, and the world outside the cluster. */
export class Given extends SubjectVerbs {
  readonly #others: OtherNamespaces;

  constructor(scope: Scope, others = new OtherNamespaces(scope.session)) {
    super(scope);
    this.#others = others;
  }

  /** The objects as the learner wrote them, those that the lesson stands on included. */
  get manifests(): Manifests {
    return this.scope.session.manifests;
  }

  /** One of them. Throws LessonFailure that lists what there is. */
  manifest(kind: string, name: string): Manifest {
    // What may not be seen may well be there.
    if (this.verifies && !this.sees(kind) && this.manifests.find(kind, name) === undefined) this.skip(texts.verify.kindUnseen(kind));
    return this.manifests.need(kind, name, this.scope.session.context.lesson);
  }

  /** Whether what a learner has applied by hand is judged: it has run for a while, and there are no namespaces beside theirs. */
  get verifies(): boolean {
    return this.scope.session.context.verify !== undefined;
  }

  /** Whether the objects of a kind of the whole cluster may be looked at: a learner's account may be for one namespace alone. */
  sees(kind: string): boolean {
    return this.scope.session.sees(kind);
  }

  /** How a learner's commands begin there: `kubectl --context … -n …`. */
  get kubectl(): string {
    const { cluster: { context } } = this.scope.session.context;
    return kubectl({ context, namespace: this.scope.namespace });
  }

  /** Whether a learner makes the changes of the running test by hand, and what needs a machine's timing is left out. */
  get byHand(): boolean {
    return this.scope.session.running.actor === 'learner';
  }

  /**
   * Another namespace of the lesson, for controls: empty until something is applied there. Made when it is first asked for.
   * Where the run {@link verifies}, none is made, and the test is not judged.
   *
   * @param options.privileged lets pods in that reach their node: for those that the spec itself makes
   */
  async namespace(name: string, options: OtherNamespaceOptions = {}): Promise<LessonNamespace> {
    if (this.verifies) this.skip(texts.verify.here);
    return new LessonNamespace(await this.#others.opened(name, options));
  }

  /** All namespaces of the lesson as the harness itself uses them. */
  static scopesOf(given: Given): Scope[] {
    return [given.scope, ...given.#others.scopes];
  }

  /** An object that the spec makes: it may be applied as those of the folder are, and no file is behind it. */
  object(object: KubeObject): Manifest {
    return new Manifest(object, undefined, this.scope.session.context.lesson);
  }

  /**
   * Does what the API server must refuse; returns how it did. Throws LessonFailure when it is accepted, or refused for
   * another reason: `given.refused({ what: t.secondPod, code: 403, message: /exceeded quota/, on: quota }, () => given.apply(pod))`.
   */
  async refused(expected: ExpectedRefusal, act: () => Promise<unknown>): Promise<Refused> {
    return await refusalOf(this.scope, expected, act);
  }

  /** Does something, and returns what the API server warned of meanwhile: it takes the object all the same. */
  async warnings(act: () => Promise<unknown>): Promise<string[]> {
    return (await listeningToWarnings(act)).warnings;
  }

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

  /** Keeps a number with the running test; the unit is in its name. */
  measure(name: string, value: number): void {
    const test = annotationsOf(this.#test());
    test.measures = { ...test.measures, [name]: value };
  }

  /** Skips the running test, with a reason that a person can act on. */
  skip(reason: Text, because: UnjudgedBecause = 'here'): never {
    const test = this.#test();
    if (this.verifies) annotationsOf(test).unjudged = because;
    annotationsOf(test).skipReason = asText(reason);
    test.skip();
    throw new Error(asText(reason).en);
  }

  /** The measurement itself was not fit to judge by. */
  invalid(reason: Text): never {
    throw new InvalidMeasurement(reason);
  }

  /** Says how to put back what the running test disturbs; called only if the test fails, last in first out. */
  putBack(act: () => Promise<unknown>): void {
    this.scope.session.running.putBacks.push(act);
  }

  /** What fails in a check fails as one of that object and field; a failure that names a field itself knows better. */
  async blame<T>(blame: Blame, check: () => T | Promise<T>): Promise<T> {
    return await blaming(this.scope, blame, check);
  }

  fail(about: Blame & { expected: Text; observed: Text; elapsedMs?: number }): never {
    throw failureAbout(this.scope, about, about);
  }

  /**
   * An expectation in chai's words: `given.expect(status, { what: t.statusOfAuth, on: 'Deployment/web' }).to.equal(200)`. It
   * fails as a failure of that object and field, in both languages.
   */
  expect(actual: unknown, about: About): Chai.Assertion {
    return expectation(this.scope, actual, about);
  }

  /** The same about one field of a manifest, as it is written. */
  expectField(manifest: Manifest, field: string, hint?: Text): Chai.Assertion {
    return expectation(this.scope, manifest.get(field), { on: manifest, field, ...(hint === undefined ? {} : { hint }) });
  }

  /**
   * Negative control: the check must fail, and for the reason that the control stands for; returns how. Throws LessonFailure
   * when it passes or fails otherwise; other errors pass through.
   *
   * @param because fits what the failure says in English, its object and hint included
   */
  async mustFail(what: Text, because: RegExp, check: () => unknown): Promise<Failure> {
    let failure: Failure | undefined;
    try {
      await check();
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      failure = error.failure;
    }
    if (failure !== undefined && because.test(failureText(failure))) return failure;
    throw new LessonFailure({
      expected: failure === undefined ? t.mustFail(asText(what)) : t.mustFailBecause(asText(what), String(because)),
      observed: failure === undefined ? t.passed : { en: describeFailure(failure), ja: failure.ja.observed },
      object: `Lesson/${this.scope.session.context.lesson}`,
      elapsedMs: 0,
    });
  }

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

  /** Starts traffic through the ingress; hosts are the learner's. Ends with the test at the latest. */
  async traffic(options: LessonTraffic): Promise<Traffic> {
    this.scope.session.running.requireVisits('send requests');
    // Another cluster's machine is out of sight.
    const load = this.scope.session.context.cluster.provider === 'kind' ? { load: machineLoad } : {};
    const { trafficUrl: baseUrl = this.ingressUrl } = this.scope.session.context;
    return await startTraffic({ ...throughIngress(options, (host) => this.host(host)), ...load, baseUrl, signal: this.scope.session.running.signal }, this.scope);
  }

  /**
   * Throws LessonFailure when a request failed: about the field of the blamed Deployment that is the likely cause, by what
   * was recorded meanwhile, or as `blame` says where no cause is known. Throws InvalidMeasurement when the traffic was not
   * fit to judge by. `app` adds what the lesson knows about its app.
   */
  requireNoneFailed(report: TrafficReport, blame: Blame, record?: RolloutRecord, app?: AppRules): void {
    requireNoneFailed(this.scope, report, blame, record, app);
  }

  /**
   * Judges requests that were sent while these Deployments replaced pods: throws LessonFailure when one failed although the
   * manifests ask for updates that lose nothing, and returns how those failed that the manifests themselves give up
   * (Recreate, no readiness probe, an app that does not wait until requests go elsewhere…); undefined when none failed.
   *
   * @param longestRequestMs what the slowest request takes by itself, in milliseconds
   */
  forgoneBy(report: TrafficReport, blame: Blame, parts: readonly RolloutPart[], longestRequestMs: number): LessonFailure | undefined {
    return forgoneBy(this.scope, report, blame, parts, longestRequestMs);
  }

  /** Throws LessonFailure when ready pods or replicas were outside the strategy's bounds at any recorded moment. */
  requireWithinStrategy(record: RolloutRecord, deployment: Manifest, hint?: Text): void {
    requireWithinStrategy(this.scope, record, deployment, hint);
  }

  /**
   * Draws how the traffic fared while something changed, and what was recorded meanwhile, into the report; the terminal
   * shows one line of it. Call it before the verdicts, so that a failure has its picture.
   */
  async showRollout(title: Text, report: TrafficReport, record?: RolloutRecord): Promise<void> {
    const { context, running } = this.scope.session;
    const test = annotationsOf(this.#test());
    // Loaded only where it is needed: most lessons draw nothing.
    const { saveRollout } = await import('../plot/save-rollout.ts');
    const folder = evidenceFolder(context.lesson, running.number, running.test?.title ?? '');
    keep(context.reportDir, () => {
      test.plots = [...(test.plots ?? []), saveRollout({ title, report, record, language: context.language, reportDir: context.reportDir, folder })];
    });
  }

  /** What a failed request is about. */
  #route(): Blame {
    const [ingress] = this.manifests.all('Ingress');
    return { on: ingress ?? `Lesson/${this.scope.session.context.lesson}` };
  }

  #test(): Mocha.Runnable {
    const { test } = this.scope.session.running;
    if (test === undefined) throw new Error('no test is running');
    return test;
  }
}
