import type { ObjectName } from '../manifests/manifest.ts';
import type { Place } from './scope.ts';

/** An object of a place by its name, whether it is there or not. */
export abstract class ObjectRef {
  readonly name: string;
  protected readonly place: Place;
  /** How messages name it. */
  protected readonly id: ObjectName;

  constructor(place: Place, kind: string, name: string) {
    this.place = place;
    this.name = name;
    this.id = `${kind}/${name}`;
  }
}
