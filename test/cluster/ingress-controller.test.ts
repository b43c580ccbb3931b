import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { addressOnNode, startProblem } from '../../harness/cluster/ingress-controller.ts';
import type { Pod } from '../../harness/client/objects.ts';
import { checkout } from '../../harness/process/checkout.ts';

describe('startProblem', () => {
  const waiting = (reason: string, message: string): Pod => ({ status: { containerStatuses: [{ name: 'traefik', state: { waiting: { reason, message } } }] } }) as Pod;
  it('tells what will not pass by itself', () => {
    expect(startProblem(waiting('ErrImageNeverPull', 'no image'))?.en).to.equal('ErrImageNeverPull: no image');
    expect(startProblem(waiting('ContainerCreating', ''))).to.equal(undefined);
  });
});

describe('addressOnNode', () => {
  const at = async (status: number): Promise<string | undefined> => {
    const server = createServer((_, response) => { response.writeHead(status).end(); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const node = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      return (await addressOnNode(node, new AbortController().signal))?.replace(node, 'node');
    } finally {
      server.close();
    }
  };
  it('is where the controller answers with its own 404', async () => { expect(await at(404)).to.equal('http://node'); });
  it('is none where somebody else answers, or nobody', async () => {
    expect(await at(200)).to.equal(undefined);
    expect(await addressOnNode('127.0.0.1:1', new AbortController().signal)).to.equal(undefined);
    expect(await addressOnNode(undefined, new AbortController().signal)).to.equal(undefined);
  });
});

describe('manifests/cluster/traefik.yaml', () => {
  const objects = parseAllDocuments(readFileSync(join(checkout, 'manifests', 'cluster', 'traefik.yaml'), 'utf8')).map((document) => document.toJS() as { kind: string; metadata: { labels?: Record<string, string> }; rules?: { verbs: string[] }[] });
  it('may only read', () => {
    const verbs = objects.flatMap((object) => object.rules ?? []).flatMap((rule) => rule.verbs);
    expect(new Set(verbs)).to.deep.equal(new Set(['list', 'watch']));
  });
  it('does not look like something that a run has made', () => {
    for (const { metadata } of objects) expect(metadata.labels).not.to.have.any.keys('cndjp2-e2e/run', 'app.kubernetes.io/managed-by');
  });
});
