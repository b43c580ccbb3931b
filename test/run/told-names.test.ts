import { expect } from 'chai';
import { requireKnownNames, requireThere, withOwnNames } from '../../harness/run/told-names.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

function thrown(act: () => void): string {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return error instanceof EnvironmentError ? `${error.where}: ${error.message}. ${error.hint}` : String(error);
  }
}

describe('names that a learner has told', () => {
  const ids = ['Deployment/koa-sample-db', 'Service/koa-sample-db', 'Pod/counter'] as const;
  const names = [{ name: 'koa-sample-db', called: 'my-db' }];

  it('stand beside those of the lessons', () => {
    expect(withOwnNames(ids, names)).to.deep.equal([...ids, 'Deployment/my-db', 'Service/my-db']);
  });

  it('are for names that a lesson has', () => {
    requireKnownNames(names, ids);
    expect(thrown(() => { requireKnownNames([{ name: 'koa-sampel-db', called: 'x' }], ids); })).to.equal("--as: no lesson has an object called koa-sampel-db. Write the lesson's name first, then yours. Did you mean koa-sample-db?");
    expect(thrown(() => { requireKnownNames([{ name: 'x', called: 'counter' }], ids); })).to.contain('Names there: koa-sample-db, counter');
  });

  it('are those of objects that are there, of a kind that fits', () => {
    const my = (kind: string): { kind: string; metadata: { name: string } } => ({ kind, metadata: { name: 'my-db' } });
    requireThere(names, ids, [my('ConfigMap'), my('Deployment')], 'me');
    expect(thrown(() => { requireThere(names, ids, [], 'me'); })).to.contain('--as: there is nothing called my-db in the namespace me');
    expect(thrown(() => { requireThere(names, ids, [my('ConfigMap')], 'me'); })).to.contain('--as: my-db is ConfigMap; koa-sample-db is Deployment, Service');
    requireThere([{ name: 'other', called: 'my-db' }], ids, [my('ConfigMap')], 'me');
  });
});
