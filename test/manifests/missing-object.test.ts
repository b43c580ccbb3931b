import { expect } from 'chai';
import type { Contract } from '../../harness/manifests/contract.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { missingObject } from '../../harness/manifests/missing-object.ts';
import { verbatim } from '../../harness/text/language.ts';
import type { Failure } from '../../harness/verdict/results.ts';

const contract: Contract = {
  lesson: '04-mysql', fixed: [],
  objects: [
    { object: 'Deployment/db', or: ['StatefulSet/db'], for: verbatim('the database'), level: 'promise' },
    { object: 'Deployment/dbx', or: [], for: verbatim('another'), level: 'promise' },
  ],
};

describe('missingObject', () => {
  const failure = (objects: string[], wanted = 'Deployment/db', unread: string[] = []): Failure => {
    const own = objects.map((each) => {
      const [kind = '', name = ''] = each.split('/');
      return new Manifest({ apiVersion: 'v1', kind, metadata: { name } }, undefined, '04-mysql');
    });
    const [kind = '', name = ''] = wanted.split('/');
    return missingObject({ own, contracts: [contract], unread }, kind, name, '04-mysql').failure;
  };

  it('names the similar object, or the only one that the lesson does not name', () => {
    expect(failure(['Deployment/dp', 'Deployment/web'])).to.include({ expected: 'a Deployment named db', observed: 'Deployment dp, web', field: 'metadata.name', hint: 'Is Deployment/dp the database? Then name it db: this name is fixed by the lesson.' });
    expect(failure(['Deployment/my-database', 'Service/x']).hint).to.equal('Is Deployment/my-database the database? Then name it db: this name is fixed by the lesson.');
    expect(failure(['StatefulSet/mysql'])).to.include({ observed: 'StatefulSet/mysql', hint: 'Is StatefulSet/mysql the database? Then name it db: this name is fixed by the lesson.' });
  });

  it('does not name one that the lesson names itself, however similar', () => {
    expect(failure(['Deployment/dbx'])).to.include({ observed: 'Deployment dbx', hint: 'Add a Deployment named db to the folder 04-mysql: the database. The name is fixed by the lesson.' });
    expect(failure(['Deployment/dbx'])).to.not.have.property('field');
  });

  it('lists several that may be meant', () => {
    expect(failure(['Deployment/one', 'Deployment/two']).hint).to.equal('Name the database db, or add a Deployment of that name: it is fixed by the lesson. Of your own there is Deployment/one, Deployment/two.');
  });

  it('says what there is of other kinds, and thinks of files that are not read', () => {
    expect(failure(['Pod/x'])).to.include({ observed: 'no Deployment (there is Pod/x)' });
    expect(failure([]).observed).to.equal('no Deployment (there is nothing)');
    expect(failure([], 'Deployment/db', ['04-mysql/db.yaml.txt']).hint).to.equal('Add a Deployment named db to the folder 04-mysql. Is it in a file that is not read (04-mysql/db.yaml.txt)?');
  });

  it('does not call a name fixed that the lesson does not name', () => {
    expect(failure(['ConfigMap/config'], 'ConfigMap/confg').hint).to.equal('Did you mean `config`?');
    expect(failure([], 'ConfigMap/x').hint).to.equal('Add a ConfigMap named x to the folder 04-mysql.');
  });
});

describe('an object that is missing in a namespace', () => {
  const hint = (kind: string): string => missingObject({ own: [], contracts: [contract], unread: [], namespace: 'me' }, kind, 'x', '04-mysql').failure.hint;

  it('is to be applied there, or on the cluster', () => {
    expect(hint('Deployment')).to.equal("Deployment/x is not in the namespace me: apply it (kubectl apply -n me -f FILE). The lesson's own is in manifests/04-mysql.");
    expect(hint('ClusterRole')).to.equal("ClusterRole/x belongs to the whole cluster and is not there: apply it (kubectl apply -f FILE), or ask who may. The lesson's own is in manifests/04-mysql.");
  });
});
