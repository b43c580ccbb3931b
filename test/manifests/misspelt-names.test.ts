import { expect } from 'chai';

import { Manifest } from '../../harness/manifests/manifest.ts';
import { Manifests } from '../../harness/manifests/manifests.ts';
import { readContract } from '../../harness/manifests/read-contract.ts';
import { parseSources } from '../../harness/manifests/source.ts';

describe('names that are nearly those of a lesson', () => {
  const contracts = [readContract('specs', '18-security-context')];
  const misspelt = (...names: string[]) => {
    const written = names.map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`).join('---\n');
    const manifests = new Manifests(parseSources(written, 'a.yaml').map((source) => new Manifest(source.value() as object, source, '18-security-context')), { contracts });
    return [...manifests.misspelt('Namespace', '18-security-context')].map(([{ name }, { failure }]) => [name, failure] as const);
  };

  it('are told with the name that is meant, before anything holds for another namespace', () => {
    const [[name, failure] = []] = misspelt('strct', 'watched');
    expect(name).to.equal('strct');
    expect(failure).to.include({ object: 'Namespace/strict', field: 'metadata.name', file: 'a.yaml', line: 3, expected: 'a Namespace named strict' });
    expect(failure?.hint).to.include('Namespace/strct');
  });

  it('are left alone where the one that is meant is there, and where they are like none', () => {
    for (const names of [['strict', 'strct', 'watched'], ['strict', 'watched'], ['me', 'watched']]) expect(misspelt(...names), names.join()).to.deep.equal([]);
  });
});
