import { expect } from 'chai';
import { container } from '../../../specs/checks/env.ts';
import { requireSelects } from '../../../specs/checks/selects.ts';
import { classField, requireCertificates, requireVersion, requireWired, type Wiring } from '../../../specs/sample-app/wiring.ts';
import { app, failing, failureOf, given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('what refers to what', () => {
  const service = 'Service/koa-sample-ap';
  const ingress = 'Ingress/koa-sample-web';
  const failure = (id: string, change: Change, wiring: Wiring = {}): string => failureOf((lesson) => { requireWired(lesson, wiring); }, id, change);
  const backend = (name: string, port: object = { number: 3000 }) => ({ service: { name, port } });
  const rule = (host: string, name = 'koa-sample-ap', over: object = {}) => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: backend(name), ...over }] } });

  it('is right in our own manifests', () => {
    requireWired(given());
    requireWired(given(), { ingress: 'koa-sample-web', hosts: ['*.k8s', 'web.k8s'] });
  });

  it('may be said in other words', () => {
    const original = ['k8s', 'admin.k8s', 'api.k8s', 'www.k8s'];
    for (const [id, change] of [
      [app, (manifest) => manifest.with(`${container}.readinessProbe.httpGet.port`, 3000)],
      [app, (manifest) => manifest.without(`${container}.readinessProbe`).without(`${container}.livenessProbe`).without(`${container}.env[JWT_KEY]`)],
      [app, (manifest) => manifest.with('spec.template.spec.containers', [{ name: 'clock', image: 'busybox:1.37' }, ...(manifest.get<object[]>('spec.template.spec.containers') ?? [])])],
      [service, (manifest) => manifest.without('spec.ports[0].targetPort')],
      [service, (manifest) => manifest.with('spec.ports', [{ name: 'metrics', port: 9100 }, { name: 'http', port: 80, targetPort: 'http' }])],
      [service, (manifest) => manifest.with('spec.clusterIP', 'None').without('metadata.annotations')],
      [ingress, (manifest) => manifest.with('spec.rules[0].http.paths[0].backend.service.port', { number: 3000 })],
      [ingress, (manifest) => manifest.with('spec.rules', original.map((host) => rule(host)))],
      [ingress, (manifest) => manifest.with('spec.rules', [{ host: 'api.k8s', http: { paths: [...rule('', 'koa-sample-db', { path: '/db' }).http.paths, ...rule('').http.paths] } }])],
      [ingress, (manifest) => manifest.without('spec.rules').with('spec.defaultBackend', backend('koa-sample-ap'))],
      [ingress, (manifest) => manifest.without('spec.rules[0].host')],
    ] satisfies [string, Change][]) expect(failure(id, change), id).to.equal('none');
  });

  it('names what leads nowhere', () => {
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_HOST].value`, 'mysql'))).to.contain('DB_HOST');
    expect(failure(app, (manifest) => manifest.with(`${container}.ports[0].containerPort`, 3001))).to.equal(`${app} spec.template.spec.containers[app].ports[http].containerPort: 3000, not 3001`);
    expect(failure(service, (manifest) => manifest.with('spec.selector.app', 'koa'))).to.equal(`${service} spec.selector: labels of the pods of ${app}: {"app":"koa-sample-ap"}, not {"app":"koa"}`);
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].targetPort', 80))).to.equal(`${service} spec.ports[http].targetPort: 3000, or the name of a container port 3000 of Deployment/koa-sample-ap, not 80`);
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].name', 'web'))).to.equal(
      `${ingress} spec.rules[0].http.paths[0].backend.service.port: a port of Service/koa-sample-ap: name web or number 3000, not {"name":"http"}`,
    );
    expect(failure(ingress, (manifest) => manifest.with('spec.rules[0].http.paths[0].backend.service.name', 'koa-sample-api'))).to.equal(
      `${ingress} spec.rules[0].http.paths[0].backend.service.name: a Service that selects the pods of ${app}: koa-sample-ap, not "koa-sample-api"`,
    );
    expect(failure(ingress, (manifest) => manifest.with('spec.rules[0].http.paths[0].path', '/api'))).to.equal(`${ingress} spec.rules[0].http.paths[0].path: a path that matches /healthz, not "/api"`);
  });

  it('needs an Ingress', () => {
    const another: Change = (manifest) => manifest.changed((object: { kind: string }) => { object.kind = 'Route'; });
    expect(failure(ingress, another)).to.contain(`${ingress} : an Ingress named koa-sample-web, not no Ingress`);
  });

  it('is asked of the host that visitors come to', () => {
    expect(failure(ingress, (manifest) => manifest.with('spec.rules[0].host', 'k8s'))).to.equal(`${ingress} spec.rules[0].host: a host that matches api.k8s, such as "*.k8s", not "k8s"`);
    expect(failure(ingress, (manifest) => manifest, { hosts: ['api.weighted.k8s'] })).to.equal(`${ingress} spec.rules[0].host: a host that matches api.weighted.k8s, such as "*.k8s", not "*.k8s"`);
  });

  it('asks for the Service that the lesson names, where it names one', () => {
    expect(failure(ingress, (manifest) => manifest, { service: 'koa-sample-ap' })).to.equal('none');
    expect(failure(ingress, (manifest) => manifest.with('spec.rules', [rule('api.k8s', 'koa-sample-db')]), { service: 'koa-sample-ap' })).to.contain('backend.service.name: a Service that selects the pods');
  });

  it('asks for the version that the lesson is about', () => {
    const check = (version: string, image = 'koa-sample-ap:1.0') => failureOf((lesson) => { requireVersion(lesson, lesson.manifest('Deployment', 'koa-sample-ap'), version); }, app, (manifest) => manifest.with(`${container}.image`, image));
    expect(check('1.0')).to.equal('none');
    expect(check('1.0', 'localhost:5000/koa-sample-ap:1.0@sha256:0123')).to.equal('none');
    expect(check('2.0')).to.equal(`${app} spec.template.spec.containers[app].image: an image with the tag 2.0, not "koa-sample-ap:1.0"`);
  });

  it('hints at the host, Service and version that are asked for', () => {
    const weighted = failing((lesson) => { requireWired(lesson, { hosts: ['api.weighted.k8s'] }); }, ingress, (manifest) => manifest);
    expect(weighted?.hint).to.contain('api.weighted.k8s');
    const version = failing((lesson) => { requireVersion(lesson, lesson.manifest('Deployment', 'koa-sample-ap'), '1.0'); }, app, (manifest) => manifest.with(`${container}.image`, 'koa-sample-ap:1.1'));
    expect(version?.hint).to.equal('Set the image of the container to koa-sample-ap:1.0.');
    const selector = failing((lesson) => { requireWired(lesson); }, service, (manifest) => manifest.with('spec.selector.app', 'koa'));
    expect(selector?.hint).to.contain('labels that the pods have: app=koa-sample-ap');
  });

  it('finds the class of an Ingress in its field, else in the annotation from before', () => {
    const web = given().manifest('Ingress', 'koa-sample-web');
    const old = web.with("metadata.annotations['kubernetes.io/ingress.class']", 'nginx');
    expect([web, old, old.without('spec.ingressClassName')].map(classField)).to.deep.equal(['spec.ingressClassName', 'spec.ingressClassName', "metadata.annotations['kubernetes.io/ingress.class']"]);
  });

  it('needs the certificates that Ingresses name', () => {
    const check = (change: Change, id = ingress): string => failureOf((lesson) => { requireCertificates(lesson); }, id, change);
    expect(check((manifest) => manifest)).to.equal('none');
    expect(check((manifest) => manifest.with('spec.tls', [{ hosts: ['api.k8s'] }]))).to.equal('none');
    expect(check((manifest) => manifest.with('spec.tls', [{ secretName: 'web-tls' }]))).to.equal(`${ingress} spec.tls[0].secretName: a Secret of the folder with tls.crt and tls.key: there is none, not "web-tls"`);
  });

  it('names the label that pods lack which stand beside others behind a Service', () => {
    const lacking = (selector: object): string => failureOf((lesson) => {
      requireWired(lesson, { beside: lesson.manifest('Deployment', 'koa-sample-ap').with('spec.template.metadata.labels', { app: 'koa', tier: 'web' }) });
    }, service, (manifest) => manifest.with('spec.selector', selector));
    expect(lacking({ app: 'koa' })).to.equal(`${app} spec.template.metadata.labels.app: "koa", not "koa-sample-ap"`);
    expect(lacking({ app: 'elsewhere' })).to.match(/^Service\/koa-sample-ap spec\.selector/);
  });

  it('leaves the selector to blame that asks for what tells two Deployments apart', () => {
    const told = failureOf((lesson) => {
      const own = lesson.manifest('Deployment', 'koa-sample-ap').with('spec.selector.matchLabels', { app: 'koa-sample-ap', track: 'canary' });
      const stable = own.with('spec.selector.matchLabels.track', 'stable').with('spec.template.metadata.labels', { app: 'koa-sample-ap', track: 'stable' });
      requireSelects(lesson, lesson.manifest('Service', 'koa-sample-ap'), own, { en: '', ja: '' }, stable);
    }, service, (manifest) => manifest.with('spec.selector', { app: 'koa-sample-ap', track: 'stable' }));
    expect(told).to.match(/^Service\/koa-sample-ap spec\.selector/);
  });
});
