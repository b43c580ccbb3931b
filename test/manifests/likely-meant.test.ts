import { join } from 'node:path';
import { expect } from 'chai';
import { likelyMeant } from '../../harness/manifests/likely-meant.ts';
import { loadLesson } from '../../harness/manifests/load.ts';
import { Manifest, type ObjectName } from '../../harness/manifests/manifest.ts';
import { checkout } from '../../harness/process/checkout.ts';

const object = (kind: string, name: string, fields: object): Manifest => new Manifest({ apiVersion: 'v1', kind, metadata: { name }, ...fields }, undefined, 'mine');
const ours = (lesson: string): Manifest[] => [...loadLesson(join(checkout, 'manifests'), lesson)];

describe('the object that is probably meant', () => {
  const meant = (lesson: string, wanted: ObjectName, own: readonly Manifest[], lacking: ObjectName[] = [wanted]): string | undefined => {
    const all = ours(lesson);
    const [one] = all.filter(({ id }) => id === wanted);
    if (one === undefined) throw new Error(`no ${wanted}`);
    const found = likelyMeant(one, { free: own.filter(({ kind }) => kind === one.kind), own, ours: all, lacking });
    return found === undefined ? undefined : `${found.manifest.name}: ${found.shared.slice(0, 2).map(({ text }) => text.en).join(' and ')}`;
  };
  const database = (name: string, container: object, labels = { app: name }): Manifest => object('Deployment', name, {
    spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'x', ...container }], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'c' } }] } } },
  });

  it('is what the lesson has, by ports, mounts and image', () => {
    const mysql = database('my-db', { image: 'mysql:9.7', ports: [{ containerPort: 3306 }], volumeMounts: [{ name: 'data', mountPath: '/var/lib/mysql' }] });
    expect(meant('04-mysql', 'Deployment/koa-sample-db', [mysql])).to.equal('my-db: mounts a claim and listens on 3306');
  });

  it('may have its port from a Service alone', () => {
    const mysql = database('my-db', { image: 'mysql:9.7', volumeMounts: [{ name: 'data', mountPath: '/var/lib/mysql' }] });
    const service = object('Service', 'x', { spec: { selector: { app: 'my-db' }, ports: [{ port: 3306 }] } });
    expect(meant('04-mysql', 'Deployment/koa-sample-db', [mysql, service])).to.equal('my-db: mounts a claim and listens on 3306');
  });

  it('is none that is something else, were it the only one of its kind', () => {
    expect(meant('04-mysql', 'Deployment/koa-sample-db', [database('web', { image: 'nginx', ports: [{ containerPort: 80 }] })])).to.equal(undefined);
    expect(meant('04-mysql', 'Deployment/koa-sample-db', [])).to.equal(undefined);
    expect(meant('04-mysql', 'Service/koa-sample-db', [object('Service', 'db', { spec: { ports: [{ port: 80 }] } })])).to.equal(undefined);
    expect(meant('04-mysql', 'Service/koa-sample-db', [object('Service', 'db', { spec: { ports: [{ port: 3306 }] } })])).to.equal('db: has port 3306');
  });

  it('is none of two that are as good', () => {
    const two = ['a', 'b'].map((name) => database(name, { image: 'mysql:9.7', ports: [{ containerPort: 3306 }], volumeMounts: [{ name: 'data', mountPath: '/var/lib/mysql' }] }));
    expect(meant('04-mysql', 'Deployment/koa-sample-db', two)).to.equal(undefined);
  });

  it('is none that another lacking one fits as well', () => {
    const service = object('Service', 'web', { spec: { ports: [{ port: 80 }] } });
    expect(meant('01-pods', 'Service/hello', [service], ['Service/hello', 'Service/hello-all'])).to.equal(undefined);
  });

  it('is told from the lesson\'s others by what it alone has', () => {
    const pod = object('Pod', 'my-pod', { spec: { restartPolicy: 'Never', containers: [{ name: 'x', image: 'busybox:1.37' }] } });
    expect(meant('01-pods', 'Pod/once', [pod], ['Pod/once', 'Pod/retried', 'Pod/alone'])).to.match(/^my-pod: has restartPolicy Never/);
  });

  it('is found by keys, hosts and sizes', () => {
    expect(meant('04-mysql', 'Secret/dbsecret', [object('Secret', 's', { data: { root_password: 'x', user: 'x', password: 'x' } })])).to.match(/^s: has the key/);
    expect(meant('04-mysql', 'Secret/dbsecret', [object('Secret', 's', { data: { 'tls.crt': 'x', 'tls.key': 'x' } })])).to.equal(undefined);
    expect(meant('05-ingress', 'Ingress/koa-sample-web', [object('Ingress', 'i', { spec: { rules: [{ host: '*.k8s' }, { host: 'api.k8s' }] } })])).to.match(/^i: answers for/);
  });
});
