import { expect } from 'chai';
import { inOwnNames, nameOf } from '../../../harness/manifests/applied/own-names.ts';

describe('a name that a learner has given', () => {
  const names = [{ name: 'db', called: 'my-db' }, { name: 'db', called: 'my-service' }];
  const called = (kind: string, name: string, ...there: string[]): string => nameOf(kind, name, names, (id) => there.includes(id));

  it('is the one that is there, of that kind', () => {
    expect(called('Deployment', 'db', 'Deployment/my-db', 'Service/my-service')).to.equal('my-db');
    expect(called('Service', 'db', 'Deployment/my-db', 'Service/my-service')).to.equal('my-service');
    expect(called('Deployment', 'db', 'Deployment/my-db', 'Deployment/db'), 'they have told it').to.equal('my-db');
  });

  it('is the lesson\'s own where that alone is there, and the first where none is', () => {
    expect(called('Service', 'db', 'Deployment/my-db', 'Service/db')).to.equal('db');
    expect(called('Secret', 'db')).to.equal('my-db');
    expect(called('Deployment', 'other', 'Deployment/my-db')).to.equal('other');
  });

  it('stands in texts about that object, and nowhere else', () => {
    const text = 'Let the Service db lead to deployment/db (`kubectl get svc db -l app=db,kubernetes.io/service-name=db`), not to Service db-2; Deployment `db` has DB_HOST=db.';
    expect(inOwnNames(text, 'Service/db', 'my-db')).to.equal('Let the Service my-db lead to deployment/db (`kubectl get svc my-db -l app=db,kubernetes.io/service-name=my-db`), not to Service db-2; Deployment `db` has DB_HOST=db.');
    expect(inOwnNames(text, 'Deployment/db', 'my-db')).to.contain('to deployment/my-db (').and.contain('Deployment `my-db` has DB_HOST=db');
    expect(inOwnNames('kubectl logs -f counter -c count, and the counter', 'Pod/counter', 'mine')).to.equal('kubectl logs -f mine -c count, and the counter');
  });
});
