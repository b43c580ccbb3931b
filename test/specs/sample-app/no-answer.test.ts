import { expect } from 'chai';
import type { Manifest } from '../../../harness/lesson/given.ts';
import { blameOfAnswer, blameOfOtherWay } from '../../../specs/sample-app/no-answer.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('what keeps a visit from a good response', () => {
  const ingress = 'Ingress/koa-sample-web';
  const service = 'Service/koa-sample-ap';
  const visit = { host: 'api.k8s', path: '/healthz' };
  const blame = (status: number, id: string, change: Change, fromApp = false): string => {
    const { on, field } = blameOfAnswer(given(id, change), visit, { status, fromApp });
    return `${typeof on === 'string' ? on : on.id} ${field ?? ''}`;
  };
  const annotated = (name: string, value: string): Change => (manifest: Manifest) => manifest.with(`metadata.annotations['${name}']`, value);
  const router = 'traefik.ingress.kubernetes.io/router';

  it('is the rule or path that does not fit', () => {
    expect(blame(404, ingress, (manifest) => manifest.with('spec.rules[0].host', 'k8s'))).to.equal(`${ingress} spec.rules[0].host`);
    expect(blame(404, ingress, (manifest) => manifest.with('spec.rules[0].http.paths[0].pathType', 'Exact'))).to.equal(`${ingress} spec.rules[0].http.paths[0].pathType`);
    expect(blame(404, ingress, (manifest) => manifest)).to.equal(`${ingress} spec.rules[0]`);
  });

  it('is the Service or the port of a route that leads nowhere', () => {
    const backend = 'spec.rules[0].http.paths[0].backend.service';
    expect(blame(404, ingress, (manifest) => manifest.with(`${backend}.port`, { name: 'htpp' }))).to.equal(`${ingress} ${backend}.port`);
    expect(blame(404, ingress, (manifest) => manifest.with(`${backend}.name`, 'koa-sample-app'))).to.equal(`${ingress} ${backend}.name`);
    expect(blame(404, ingress, (manifest) => manifest.with(`${backend}.port`, { name: 'htpp' }), true), 'the app itself says so').to.equal(`${ingress} spec.rules[0]`);
  });

  it('is the annotation that ties the Ingress to another entry point or to what is not there', () => {
    for (const [name, value] of [[`${router}.entrypoints`, 'websecure'], [`${router}.middlewares`, 'default-auth@kubernetescrd'], [`${router}.tls`, 'true'], [router.replace('router', 'Router.EntryPoints'), 'websecure']] as const) {
      expect(blame(404, ingress, annotated(name, value))).to.equal(`${ingress} metadata.annotations['${name}']`);
    }
    expect(blame(404, ingress, annotated(`${router}.entrypoints`, 'websecure, web'))).to.equal(`${ingress} spec.rules[0]`);
    expect(blame(404, ingress, annotated('nginx.ingress.kubernetes.io/rewrite-target', '/'), true)).to.contain('rewrite-target');
    expect(blame(404, ingress, annotated('nginx.ingress.kubernetes.io/affinity', 'cookie'))).to.equal(`${ingress} spec.rules[0]`);
  });

  it('is the certificate for which visitors are sent to HTTPS', () => {
    expect(blame(308, ingress, (manifest) => manifest.with('spec.tls', [{ secretName: 'x' }]))).to.equal(`${ingress} spec.tls`);
  });

  it('is the Service when no pod responds', () => {
    expect(blame(503, service, (manifest) => manifest)).to.equal(`${service} spec.selector`);
    expect(blame(502, service, (manifest) => manifest)).to.equal(`${service} spec.ports`);
    const policy: Change = (manifest) => manifest.changed((object: { kind: string }) => { object.kind = 'NetworkPolicy'; });
    expect(blame(504, 'PodDisruptionBudget/koa-sample-ap', policy)).to.contain('spec.ingress');
    expect(blame(502, service, annotated('traefik.ingress.kubernetes.io/service.serversscheme', 'https'))).to.equal(`${service} metadata.annotations['traefik.ingress.kubernetes.io/service.serversscheme']`);
    expect(blame(500, service, (manifest) => manifest.with('spec.ports[0].name', 'https'))).to.equal(`${service} spec.ports[0].name`);
    expect(blame(502, service, (manifest) => manifest.with('spec.ports[0].port', 443))).to.equal(`${service} spec.ports[0].port`);
  });

  it('is the path of a rule that leads to pods of another version', () => {
    const elsewhere = (selector: object, path = '/healthz'): string | undefined => {
      const lesson = given(ingress, (manifest) => manifest.with('spec.rules[0].http.paths[]', { path, pathType: 'Prefix', backend: { service: { name: 'koa-sample-db', port: { number: 3306 } } } }));
      const { field } = blameOfOtherWay(lesson, visit, lesson.object({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'canary' }, spec: { template: { metadata: { labels: selector } } } } as never)) ?? {};
      return field;
    };
    expect(elsewhere({ app: 'koa-sample-ap' })).to.equal('spec.rules[0].http.paths[1].backend.service.name');
    expect(elsewhere({ app: 'koa-sample-db' }), 'the Service has its pods').to.equal(undefined);
    expect(elsewhere({ app: 'koa-sample-ap' }, '/members'), 'the path is another').to.equal(undefined);
  });

  it('is a rule of any host that leads to pods of another version, whatever else fits better', () => {
    const lesson = given(ingress, (manifest) => manifest.with('spec.rules[]', { http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'koa-sample-db', port: { number: 3306 } } } }] } }));
    const blamed = blameOfOtherWay(lesson, visit, lesson.manifest('Deployment', 'koa-sample-ap'));
    expect(blamed?.field).to.equal('spec.rules[1].host');
    expect(JSON.stringify(blamed?.hint)).to.contain('names no host').and.contain('Service/koa-sample-db has no pod of Deployment/koa-sample-ap');
  });
});
