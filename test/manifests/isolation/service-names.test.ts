import { expect } from 'chai';

import { isolateServiceNames } from '../../../harness/manifests/isolation/service-names.ts';
import { asLearnerWrote } from '../../../harness/manifests/isolation/names.ts';
import { place, sent } from './isolating.ts';

describe('names of Services with their namespace', () => {
  const here = { ...place, brings: new Set(['Service/db', 'Service/db-0'] as const) };

  it('mean the one of our namespace where the learner means one of the lesson\'s', () => {
    const ours = (text: string): string => isolateServiceNames(text, here);
    expect(ours('db.default.svc.cluster.local')).to.equal('db.09-rbac-r1.svc.cluster.local');
    expect(ours('db-1.db.team.svc:3306')).to.equal('db-1.db.09-rbac-r1.svc:3306');
    expect(ours('until nc -z db.default 3306; do sleep 1; done')).to.equal('until nc -z db.09-rbac-r1 3306; do sleep 1; done');
    expect(ours('wget http://db.default/ "db-0.default."')).to.equal('wget http://db.09-rbac-r1/ "db-0.09-rbac-r1."');
  });

  it('take the host of the run where a registry of the lesson is meant, in images and in Secrets', () => {
    const withRegistry = { ...place, registry: { written: 'registry.test:5000', host: 'registry.r1.test:5000', password: { written: 'well-known', own: 'of-this-run' } } };
    expect(sent('{ kind: Pod, metadata: { name: x }, spec: { containers: [{ name: a, image: "registry.test:5000/hello:1.0" }, { name: b, image: "busybox:1.37" }] } }', withRegistry).spec).to.deep.equal({ containers: [{ name: 'a', image: 'registry.r1.test:5000/hello:1.0' }, { name: 'b', image: 'busybox:1.37' }] });
    const auths = '{"auths":{"registry.test:5000":{}}}';
    const secret = sent(`{ kind: Secret, metadata: { name: x }, data: { a: ${Buffer.from(auths).toString('base64')} }, stringData: { b: '${auths}' } }`, withRegistry);
    const isolated = '{"auths":{"registry.r1.test:5000":{}}}';
    expect(secret).to.deep.include({ data: { a: Buffer.from(isolated).toString('base64') }, stringData: { b: isolated } });
  });

  it('take the password of the run where learners write that of such a registry, in one word with the user too', () => {
    const withRegistry = { ...place, registry: { written: 'registry.test:5000', host: 'registry.r1.test:5000', password: { written: 'well-known', own: 'of-this-run' } } };
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const ours = (text: string): string => isolateServiceNames(text, withRegistry);
    expect(ours('{ "password": "well-known" }')).to.equal('{ "password": "of-this-run" }');
    expect(ours(`{"auth":"${base64('learner:well-known')}"}`)).to.equal(`{"auth":"${base64('learner:of-this-run')}"}`);
    expect(ours(base64('{"password":"well-known"}')), 'encoded once too often, it stays so').to.equal(base64('{"password":"of-this-run"}'));
    for (const text of ['{ "password": "wrong" }', `{"auth":"${base64('learner:wrong')}"}`, 'c29tZXRoaW5n']) expect(ours(text), text).to.equal(text);
    expect(isolateServiceNames('well-known', place)).to.equal('well-known');
  });

  it('stay where they mean another one', () => {
    for (const text of ['db', 'web.default.svc', 'my-db.default.svc', 'db.other.svc', 'db.default.example', 'db.defaults', 'db.default.svcs', 'x_db.default']) expect(isolateServiceNames(text, here), text).to.equal(text);
    expect(isolateServiceNames('db.default.svc', place)).to.equal('db.default.svc');
  });

  it('are those of variables, commands and probes, and of what ConfigMaps and Secrets hold', () => {
    const { spec } = sent(`{ kind: Pod, metadata: { name: x }, spec: { initContainers: [{ name: w, command: [nc, db.default] }],
      containers: [{ name: a, env: [{ name: H, value: db.default.svc }, { name: M, value: "1" }], readinessProbe: { exec: { command: [nc, db.default] }, periodSeconds: 2 } }] } }`, here);
    expect(spec).to.deep.equal({
      initContainers: [{ name: 'w', command: ['nc', 'db.09-rbac-r1'] }],
      containers: [{ name: 'a', env: [{ name: 'H', value: 'db.09-rbac-r1.svc' }, { name: 'M', value: '1' }], readinessProbe: { exec: { command: ['nc', 'db.09-rbac-r1'] }, periodSeconds: 2 } }],
    });
    expect(sent('{ kind: ConfigMap, metadata: { name: x }, data: { url: "http://db.default/" } }', here)['data']).to.deep.equal({ url: 'http://db.09-rbac-r1/' });
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const secret = sent(`{ kind: Secret, metadata: { name: x }, data: { host: ${base64('db.default')}, key: ${base64('db')}, odd: "???" }, stringData: { host: db.team } }`, here);
    expect(secret['data']).to.deep.equal({ host: base64('db.09-rbac-r1'), key: base64('db'), odd: '???' });
    expect(secret['stringData']).to.deep.equal({ host: 'db.09-rbac-r1' });
  });

  it('are the learner\'s again in messages', () => {
    expect(asLearnerWrote('getaddrinfo ENOTFOUND db.09-rbac-r1.svc.cluster.local', place)).to.equal('getaddrinfo ENOTFOUND db.default.svc.cluster.local');
  });
});
