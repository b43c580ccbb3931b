import { Scope } from '../objects/scope.ts';
import type { Session } from '../objects/session.ts';
import { openNamespace } from './open-namespace.ts';

export interface OtherNamespaceOptions {
  /** Lets pods in that reach their node: for those that the spec itself makes. */
  privileged?: true;
}

/** The namespaces that a lesson has beside its own, each made when it is first asked for. */
export class OtherNamespaces {
  readonly #session: Session;
  readonly #known = new Map<string, { scope: Scope; opened: Promise<void> }>();

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Resolves with one of them when pods can be made in it. The options count when it is first asked for.
   *
   * @throws LessonFailure when the server refuses what learners' Namespaces say for which it stands
   */
  async opened(name: string, options: OtherNamespaceOptions = {}): Promise<Scope> {
    const known = this.#known.get(name) ?? this.#open(name, options);
    this.#known.set(name, known);
    await known.opened;
    return known.scope;
  }

  /** All of them, also one that could not be opened to its end. */
  get scopes(): Scope[] {
    return [...this.#known.values()].map(({ scope }) => scope);
  }

  #open(name: string, options: OtherNamespaceOptions): { scope: Scope; opened: Promise<void> } {
    const session = this.#session;
    const scope = new Scope(session, session.nameOf(name));
    const labels = session.others[name];
    const standsFor = session.loaded && labels !== undefined ? session.manifests.all('Namespace').filter((each) => each.name === name) : [];
    return { scope, opened: openNamespace(scope, standsFor, { ...options, labels: labels ?? {} }) };
  }
}
