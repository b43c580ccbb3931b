import { expect } from 'chai';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Database } from '../../../specs/mysql/database.ts';
import { given } from '../checks/fixtures/lesson-05.ts';

const pod = 'spec.template.spec';
const sidecar = { name: 'clock', image: 'busybox:1.37', command: ['sleep', '1d'] };
const client = { name: 'dump', image: 'mysql:9.7', command: ['sh', '-c', 'while sleep 60; do mysqldump --all-databases; done'], volumeMounts: [{ name: 'data', mountPath: '/backup' }] };
const ours = () => given().manifest('Deployment', 'koa-sample-db');
const server = () => ours().get<object>(`${pod}.containers[mysql]`);

const pathIn = (containers: unknown[], initContainers: unknown[] = []): string => {
  const { manifest, path } = new Database(ours().with(`${pod}.containers`, containers).with(`${pod}.initContainers`, initContainers));
  return manifest.path(path);
};

describe('the database of a folder', () => {
  it('is the server among the containers, wherever it stands and whatever stands beside it', () => {
    const found = `${pod}.containers[mysql]`;
    expect(pathIn([server()])).to.equal(found);
    expect(pathIn([sidecar, server()])).to.equal(found);
    expect(pathIn([client, sidecar, server()], [sidecar])).to.equal(found);
  });

  it('is known by what it is given where its image says nothing', () => {
    const bare = { name: 'db', image: 'registry.example/team/base:1', env: [{ name: 'MYSQL_ROOT_PASSWORD_FILE', value: '/run/root' }], ports: [{ containerPort: 3306 }] };
    expect(pathIn([client, bare])).to.equal(`${pod}.containers[db]`);
    const shell = { name: 'db', image: 'mysql:9.7', command: ['sh', '-c', 'exec docker-entrypoint.sh mysqld --skip-log-bin'] };
    expect(pathIn([client, shell])).to.equal(`${pod}.containers[db]`);
  });

  it('may be a native sidecar, but no init container that ends', () => {
    expect(pathIn([sidecar], [{ ...server(), restartPolicy: 'Always' }])).to.equal(`${pod}.initContainers[mysql]`);
    expect(pathIn([server()], [{ ...server(), name: 'first' }])).to.equal(`${pod}.containers[mysql]`);
  });

  it('is a Deployment or a StatefulSet', () => {
    const lesson = given('Deployment/koa-sample-db', (manifest) => new Manifest({ ...manifest.object, kind: 'StatefulSet' }, undefined, '04-mysql'));
    const database = Database.of(lesson);
    expect(database.manifest.id).to.equal('StatefulSet/koa-sample-db');
    expect(database.in(lesson)).to.have.property('id', 'StatefulSet/koa-sample-db');
    expect(Database.of(given()).in(given())).to.have.property('id', 'Deployment/koa-sample-db');
  });

  it('is missed by its name', () => {
    const lesson = given('Deployment/koa-sample-db', (manifest) => manifest.named('my-db'));
    expect(() => Database.of(lesson)).to.throw(LessonFailure, 'Deployment/koa-sample-db');
  });
});
