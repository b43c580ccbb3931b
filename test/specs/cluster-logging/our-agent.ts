import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../harness/client/objects.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { checkout } from '../../../harness/process/checkout.ts';

const written = readFileSync(join(checkout, 'manifests/10-cluster-logging/agent.yaml'), 'utf8');

/** A lesson with our agent, some of whose text was replaced. */
export function ourAgent(...changes: [from: string, to: string][]): Given {
  const text = changes.reduce((before, [from, to]) => {
    expect(before, from).to.include(from);
    return before.replace(from, to);
  }, written);
  const all = parseAllDocuments(text).map((each) => new Manifest(each.toJS() as KubeObject, undefined, '10-cluster-logging'));
  return { manifests: new Manifests(all), manifest: (kind: string) => all.find((each) => each.kind === kind) } as unknown as Given;
}
