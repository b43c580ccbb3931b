import { Manifest } from '../../../harness/manifests/manifest.ts';
import { parseSources } from '../../../harness/manifests/source.ts';

/** An object as a learner would have written it. */
export function written(object: object): Manifest {
  const [source] = parseSources(JSON.stringify(object), 'own.json');
  if (source === undefined) throw new Error('no source');
  return new Manifest(source.value() as object, source, '03-volumes');
}

/** A pod of these containers and volumes. */
export function podOf(spec: object): Manifest {
  return written({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec });
}
