import { expect } from 'chai';
import type { Blame } from '../../../harness/lesson/given.ts';
import { stickinessOf } from '../../../specs/sample-app/sticky-cookie.ts';
import { FakeApi } from '../../client/fake-api.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('where it is said that clients are kept', () => {
  const service = 'Service/koa-sample-ap';
  const ingress = 'Ingress/koa-sample-web';
  const ofService = 'traefik.ingress.kubernetes.io/service.sticky.cookie';
  const affinity = 'nginx.ingress.kubernetes.io/affinity';
  let api: FakeApi;
  before(async () => {
    const classOf = (name: string, controller: string) => ({ metadata: { name }, spec: { controller } });
    api = await FakeApi.serve({
      'GET /apis/networking.k8s.io/v1': () => ({ resources: [{ kind: 'IngressClass', name: 'ingressclasses', namespaced: false }] }),
      'GET /apis/networking.k8s.io/v1/ingressclasses': () => ({ metadata: {}, items: [classOf('traefik', 'traefik.io/ingress-controller'), classOf('nginx', 'k8s.io/ingress-nginx')] }),
    });
  });
  after(async () => { await api.close(); });

  const shown = ({ on, field }: Blame): string => `${typeof on === 'string' ? on : on.id} ${field ?? ''}`;
  const cookie = async (id: string, change: Change): Promise<string> => shown((await stickinessOf(given(id, change, { client: api.client }))).cookie);
  const annotation = (name: string): string => `metadata.annotations['${name}']`;
  const nginx: Change = (manifest) => manifest.with('spec.ingressClassName', 'nginx');

  it('is the annotation of the Service, for the class of the ingress controller', async () => {
    expect(await cookie(service, (manifest) => manifest)).to.equal(`${service} ${annotation(ofService)}`);
    expect(await cookie(service, (manifest) => manifest.without('metadata.annotations'))).to.equal(`${service} metadata.annotations`);
    const { httpOnly } = await stickinessOf(given('', undefined, { client: api.client }));
    expect(shown(httpOnly)).to.equal(`${service} ${annotation(`${ofService}.httponly`)}`);
  });

  it('is what keeps a browser from sending the cookie', async () => {
    expect(await cookie(service, (manifest) => manifest.with(annotation(`${ofService}.secure`), 'true'))).to.equal(`${service} ${annotation(`${ofService}.secure`)}`);
    expect(await cookie(service, (manifest) => manifest.with(annotation(`${ofService}.path`), '/auth'))).to.contain('.path');
    expect(await cookie(service, (manifest) => manifest.with(annotation(`${ofService}.path`), '/').with(annotation(`${ofService}.secure`), 'false'))).to.equal(`${service} ${annotation(ofService)}`);
  });

  it('is what leaves the choice of a pod to the Service', async () => {
    const name = annotation('traefik.ingress.kubernetes.io/service.nativelb');
    const unbalanced = async (value: string) => (await stickinessOf(given(service, (manifest) => manifest.with(name, value), { client: api.client }))).unbalanced;
    expect(await cookie(service, (manifest) => manifest.with(name, 'true'))).to.equal(`${service} ${name}`);
    expect((await unbalanced('true'))?.field).to.equal(name);
    expect(await unbalanced('false')).to.equal(undefined);
  });

  it('is the annotation of the Ingress, for the class of ingress-nginx', async () => {
    expect(await cookie(ingress, (manifest) => nginx(manifest).with(annotation(affinity), 'cookie'))).to.equal(`${ingress} ${annotation(affinity)}`);
    const both = given(ingress, nginx, { client: api.client });
    expect(shown((await stickinessOf(both)).cookie)).to.equal(`${ingress} spec.ingressClassName`);
    const old: Change = (manifest) => manifest.without('spec.ingressClassName').with(annotation('kubernetes.io/ingress.class'), 'nginx');
    expect(await cookie(ingress, old)).to.equal(`${ingress} ${annotation('kubernetes.io/ingress.class')}`);
  });

  it('is named at the wrong object too', async () => {
    const moved = (name: string): Change => (manifest) => {
      if (manifest.id === service) return manifest.without('metadata.annotations');
      return manifest.id === ingress ? manifest.with(annotation(name), 'true') : manifest;
    };
    expect(await cookie('*', moved(ofService))).to.equal(`${ingress} ${annotation(ofService)}`);
    expect(await cookie('*', moved(affinity))).to.equal(`${ingress} ${annotation(affinity)}`);
  });
});
