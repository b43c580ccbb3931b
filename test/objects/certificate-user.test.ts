import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { Authority } from '../../harness/objects/authority.ts';
import { certificateUser, requestedSubject, requestedUser } from '../../harness/objects/certificate-user.ts';
import { loadX509 } from '../../harness/objects/x509.ts';
import { FakeApi, type Answer } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';

interface Request {
  metadata: { name: string };
  spec: { request: string; signerName: string; usages: string[]; expirationSeconds?: number };
}

describe('a user by a certificate', () => {
  let api: FakeApi;
  let asked: Request[];
  let approved: number;
  beforeEach(() => { asked = []; approved = 0; });
  afterEach(async () => { await api.close(); });

  /** A signer that decides as `status` says as soon as a request is approved. */
  const serve = async (status: (request: Request) => Promise<object>): Promise<void> => {
    let decided: object = {};
    const answer: Answer = async ({ method, url, body }, response) => {
      if (url.searchParams.has('watch')) return undefined;
      if (method === 'POST') {
        asked.push(JSON.parse(body) as Request);
        return JSON.parse(body) as object;
      }
      if (method === 'PUT') {
        approved += 1;
        decided = await status(JSON.parse(body) as Request);
        response.end('{}');
        return undefined;
      }
      return { metadata: { resourceVersion: '1' }, items: asked.map(({ metadata }) => ({ metadata, status: decided })) };
    };
    api = await FakeApi.serve({
      'GET /apis/certificates.k8s.io/v1': () => ({ resources: [{ name: 'certificatesigningrequests', kind: 'CertificateSigningRequest', namespaced: false, verbs: [] }] }),
      '*': (request, response) => { void Promise.resolve(answer(request, response)).then((sent) => { if (sent !== undefined) response.end(JSON.stringify(sent)); }); },
    });
  };
  const manifest = (spec: object): Manifest => new Manifest({ apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'jane' }, spec } as never, undefined, 'l');
  const signed = async ({ spec }: Request): Promise<object> => {
    const { Pkcs10CertificateRequest } = await loadX509();
    const { subjectName } = new Pkcs10CertificateRequest(Buffer.from(spec.request, 'base64').toString());
    const { certificate } = await (await Authority.unknown()).certificate({ user: subjectName.getField('CN')[0] ?? '', groups: subjectName.getField('O'), from: 0, until: 600 });
    return { certificate: Buffer.from(certificate).toString('base64') };
  };

  it('is asked for, approved, and has what was issued and a key of its own', async () => {
    await serve(signed);
    const { certificate, key } = await certificateUser(scopeOn(api, { effect: 'changes' }), 'jane', ['developers', 'ops, and more']);
    expect(new X509Certificate(certificate).subject).to.equal('CN=jane\nO=developers\nO=ops\\, and more');
    expect(key).to.match(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(approved).to.equal(1);
    expect(asked[0]?.spec).to.deep.include({ signerName: 'kubernetes.io/kube-apiserver-client', usages: ['client auth'], expirationSeconds: 600 });
    expect(asked[0]?.metadata.name).to.match(/^jane-[0-9a-f]{8}-n$/);
  });

  it('of a folder is asked for as it is written, with another key', async () => {
    await serve(signed);
    const scope = scopeOn(api, { effect: 'changes' });
    await certificateUser(scope, 'jane', ['developers']);
    const written = manifest({ request: asked[0]?.spec.request, signerName: 's', usages: ['client auth', 'digital signature'], expirationSeconds: 900 });
    expect(await requestedSubject(scope, written)).to.deep.equal({ user: 'jane', groups: ['developers'] });
    expect(new X509Certificate((await requestedUser(scope, written)).certificate).subject).to.equal('CN=jane\nO=developers');
    expect(asked[1]?.spec).to.deep.include({ signerName: 's', usages: ['client auth', 'digital signature'], expirationSeconds: 900 });
    expect(asked[1]?.spec.request).to.not.equal(asked[0]?.spec.request);
  });

  it('is told when the signer refuses, and when the request cannot be read', async () => {
    await serve(async () => await Promise.resolve({ conditions: [{ type: 'Failed', reason: 'SignerValidationFailure', message: 'usages did not match' }] }));
    const scope = scopeOn(api, { effect: 'changes' });
    expect(await failureFrom(certificateUser(scope, 'jane'))).to.include({ object: 'CertificateSigningRequest/jane', field: 'spec.usages', observed: 'SignerValidationFailure: usages did not match' });
    expect(await failureFrom(requestedUser(scope, manifest({ request: 'bm90aGluZw==' })))).to.include({ object: 'CertificateSigningRequest/jane', field: 'spec.request', expected: 'a certificate request in base64' });
  });
});
