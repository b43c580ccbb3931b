import { expect } from 'chai';
import { controllerErrors } from '../../harness/access/controller-errors.ts';

describe('what the ingress controller has logged', () => {
  const here = { namespace: '05-ingress-r1', storageClasses: [], hasDefaultClass: false };

  it('is of this namespace only, each message once, the latest last, in the learner\'s words', () => {
    expect(controllerErrors([
      '2026-11-26T04:01:00Z INF Starting provider namespace=05-ingress-r1',
      '2026-11-26T04:01:01Z ERR Cannot create service error="service port not found" ingress=koa-sample-web namespace=05-ingress-r1 providerName=kubernetes',
      '2026-11-26T04:01:02Z ERR error="middleware \\"auth@kubernetescrd\\" does not exist" entryPointName=web routerName=05-ingress-r1-koa-sample-web-api-05-ingress-r1-k8s@kubernetes',
      '2026-11-26T04:01:03Z WRN something else namespace=06-rolling-update-r1',
      '2026-11-26T04:01:04Z ERR Cannot create service error="service port not found" ingress=koa-sample-web namespace=05-ingress-r1 providerName=kubernetes',
    ], here)).to.deep.equal([
      'error="middleware \\"auth@kubernetescrd\\" does not exist" entryPointName=web routerName=05-ingress-r1-koa-sample-web-api-k8s@kubernetes',
      'Cannot create service error="service port not found" ingress=koa-sample-web',
    ]);
  });

  it('is nothing where it has no complaint', () => {
    expect(controllerErrors(['', 'x 05-ingress-r1'], here)).to.deep.equal([]);
  });
});
