import { expect } from 'chai';

import { locate } from '../../harness/expect/blame.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { parseSources } from '../../harness/manifests/source.ts';

describe('the place that a failure names', () => {
  const [source] = parseSources('apiVersion: v1\nkind: Pod\nmetadata:\n  name: heavy\nspec:\n  containers: [{ name: app, image: a }]\n', 'cpu.yaml');
  const heavy = new Manifest(source?.value() as object, source, '16-resources');
  const field = 'spec.containers[0].image';

  it('is the field of the object where it is written, also of a copy under a name that nobody has written', () => {
    const place = { object: 'Pod/heavy', field: 'spec.containers[app].image', file: 'cpu.yaml', line: 6 };
    expect(locate({ manifestOf: () => undefined }, { on: heavy, field })).to.deep.include(place);
    const copy = heavy.named('measured').with(field, 'b');
    expect(locate({ manifestOf: () => copy }, { on: copy.id, field })).to.deep.include(place);
  });

  it('is the name that it has where nobody has written it, or where a spec has made another kind of it', () => {
    const made = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'made' } }, undefined, '16-resources');
    expect(locate({ manifestOf: () => undefined }, { on: made.named('other') }).object).to.equal('Pod/other');
    const service = heavy.changed((object: { kind: string }) => { object.kind = 'Service'; });
    expect(locate({ manifestOf: () => undefined }, { on: service }).object).to.equal('Service/heavy');
    expect(locate({ manifestOf: () => undefined }, { on: 'Pod/unknown', field })).to.deep.equal({ object: 'Pod/unknown', field });
  });
});
