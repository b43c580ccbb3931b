import type { ObjectName } from '../manifests/manifest.ts';
import type { Scope } from './scope.ts';

/** An object of a namespace by its name, whether it is there or not. */
export abstract class ObjectRef {
  readonly name: string;
  protected readonly scope: Scope;
  protected readonly kind: string;
  /** How messages name it. */
  protected readonly id: ObjectName;

  constructor(scope: Scope, kind: string, name: string) {
    this.scope = scope;
    this.kind = kind;
    this.name = name;
    this.id = `${kind}/${name}`;
  }
}
