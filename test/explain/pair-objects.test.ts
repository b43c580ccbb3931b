import { expect } from 'chai';
import { pairObjects, type FixedNames } from '../../harness/explain/pair-objects.ts';
import { manifestsOf } from './objects.ts';

const pod = (name: string, ...containers: string[]): string => `\nkind: Pod\napiVersion: v1\nmetadata: { name: ${name} }\nspec: { containers: [${containers.map((each) => `{ name: ${each} }`).join(', ')}] }\n---`;
const object = (id: string): string => `\nkind: ${id.split('/')[0] ?? ''}\napiVersion: v1\nmetadata: { name: ${id.split('/')[1] ?? ''} }\n---`;

/** Pairs as `ours = theirs`. */
const paired = (ours: string, theirs: string, fixed?: FixedNames): string[] =>
  pairObjects(manifestsOf(ours), manifestsOf(theirs), fixed).map(({ ours: a, theirs: b }) => `${a?.id ?? ''} = ${b?.id ?? ''}`);

describe('pairObjects', () => {
  it('pairs by name, then by what the lesson allows, then by what is left', () => {
    const ours = ['Secret/one', 'Secret/two', 'Deployment/db', 'Service/db'].map(object).join('');
    const theirs = ['Service/db', 'StatefulSet/db', 'Secret/two', 'Secret/mine', 'ConfigMap/extra'].map(object).join('');
    expect(paired(ours, theirs, [['Deployment/db', 'StatefulSet/db']])).to.deep.equal(['Secret/one = Secret/mine', 'Secret/two = Secret/two', 'Deployment/db = StatefulSet/db', 'Service/db = Service/db', ' = ConfigMap/extra']);
  });

  it('prefers the most similar name where several of a kind are left', () => {
    expect(paired(['Secret/database', 'Secret/jwt'].map(object).join(''), ['Secret/jwtkey', 'Secret/databse'].map(object).join(''))).to.deep.equal(['Secret/database = Secret/databse', 'Secret/jwt = Secret/jwtkey']);
    expect(paired(object('Secret/a'), ['Secret/bbbbbb', 'Secret/cccccc'].map(object).join(''))).to.deep.equal(['Secret/a = ', ' = Secret/bbbbbb', ' = Secret/cccccc']);
  });

  it('takes a name that two objects may have for the one that it is more like', () => {
    const ours = pod('counter', 'count') + pod('two-files', 'count', 'log-1', 'log-2');
    const fixed: FixedNames = [['Pod/counter'], ['Pod/two-files', 'Pod/counter']];
    expect(paired(ours, pod('counter', 'count', 'log-1', 'log-2'), fixed)).to.deep.equal(['Pod/counter = ', 'Pod/two-files = Pod/counter']);
    expect(paired(ours, pod('counter', 'count'), fixed)).to.deep.equal(['Pod/counter = Pod/counter', 'Pod/two-files = ']);
  });
});
