import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import type { Results } from '../../harness/verdict/results.ts';
import { refuse, type FakeApi } from '../client/fake-api.ts';
import { serveCluster, testOn, type EndedRun } from './on-fake-cluster.ts';

const object = (kind: string, name: string, rest: object, apiVersion = 'v1'): string => JSON.stringify({ apiVersion, kind, metadata: { name }, ...rest });
const odd: readonly unknown[] = [null, 'text', 7, true, [], [null], {}, [[]], { a: null }];

/** Contents that nobody would write, by name. */
const texts: Readonly<Record<string, string | Buffer>> = {
  'empty': '', 'mark': '\uFEFF', 'zeros': Buffer.alloc(64), 'bytes': Buffer.from([0xff, 0x00, 0xfe, 0x80, 0x81]), 'null': 'null', 'number': '42', 'list': '[1, [2]]', 'marks': '---\n'.repeat(5_000),
  'deep': '['.repeat(20_000), 'deep-json': `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'deep-lists': `${'- '.repeat(3_000)}a`, 'long': `a: ${'x'.repeat(3_000_000)}`,
  'laughs': `a: &a [x, x]\n${Array.from({ length: 25 }, (_, n) => `${String.fromCharCode(98 + n)}: &${String.fromCharCode(98 + n)} [*${String.fromCharCode(97 + n)}, *${String.fromCharCode(97 + n)}]`).join('\n')}\n`,
  'itself': '&a { apiVersion: v1, kind: ConfigMap, metadata: { name: itself }, data: *a }', 'merge': 'apiVersion: v1\nkind: ConfigMap\nmetadata: &m { name: merge, <<: *m }\n', 'merge-text': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, <<: text }\n',
  'binary': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: binary }\ndata: { a: !!binary "////" }\n', 'code': 'a: !!js/function "function(){}"', 'directive': '%YAML 9.9\n---\na: b\n', 'set': '!!set { a, b }', 'keys': '? [a, b]\n: c\n',
  'proto': '{"__proto__": {"kind": "x"}, "apiVersion": "v1", "kind": "__proto__", "metadata": {"name": "constructor", "__proto__": {"a": 1}}}',
  'kind-path': object('../../x', '../../etc', {}), 'kind-object': object('hasOwnProperty', 'toString', {}), 'no-name': '{"apiVersion":"v1","kind":"Pod","metadata":[]}', 'list-of-null': '{"apiVersion":"v1","kind":"List","items":[null, 1, [], {"kind":"List","items":[{}]}]}',
  'long-name': object('ConfigMap', 'n'.repeat(50_000), {}), 'empty-name': object('ConfigMap', '', {}),
};

/** Objects with a field of another type than anybody expects there. */
function misshapen(): Record<string, string> {
  const workload = (value: unknown, n: number): string[] => [
    object('Deployment', `a${n}`, { spec: value }, 'apps/v1'), object('Deployment', `b${n}`, { spec: { template: value, selector: value } }, 'apps/v1'), object('StatefulSet', `c${n}`, { spec: { template: { metadata: value, spec: value }, volumeClaimTemplates: value } }, 'apps/v1'),
    object('Pod', `d${n}`, { spec: { containers: value, initContainers: value, volumes: value, securityContext: value, affinity: value, tolerations: value } }),
    object('Pod', `e${n}`, { spec: { containers: [{ name: value, image: value, env: value, envFrom: value, command: value, args: value, ports: value, volumeMounts: value, resources: value, livenessProbe: value, securityContext: value }], volumes: [{ name: value, hostPath: value, configMap: value, projected: value }] } }),
    object('Service', `f${n}`, { spec: { selector: value, ports: value } }), object('Ingress', `g${n}`, { spec: { rules: value, tls: value, defaultBackend: value } }, 'networking.k8s.io/v1'), object('Ingress', `h${n}`, { spec: { rules: [{ host: value, http: value }] } }, 'networking.k8s.io/v1'),
    object('Secret', `i${n}`, { data: value, stringData: value }), object('ConfigMap', `j${n}`, { data: value, binaryData: value }), object('PersistentVolume', `k${n}`, { spec: { claimRef: value, hostPath: value, capacity: value, nodeAffinity: value } }),
    object('PersistentVolumeClaim', `l${n}`, { spec: { resources: value, volumeName: value, accessModes: value } }), JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `m${n}`, labels: value, annotations: value, namespace: value, finalizers: value, ownerReferences: value } }),
    object('NetworkPolicy', `o${n}`, { spec: { podSelector: value, ingress: value, egress: value } }, 'networking.k8s.io/v1'), object('Namespace', `p${n}`, { metadata: { name: `p${n}`, labels: value } }),
    object('Deployment', 'koa-sample-db', { spec: { template: { spec: { containers: [{ name: 'mysql', env: [value, { name: value }], volumeMounts: [value] }], volumes: [value] } } } }, 'apps/v1').replace('koa-sample-db', n === 0 ? 'koa-sample-db' : `q${n}`),
  ];
  return Object.fromEntries(odd.flatMap((value, n) => workload(value, n).map((text, m) => [`odd-${n}-${m}`, text])));
}

/** What no learner means, and no wrong fate of the harness: a lesson that failed, with each file named. */
describe('files that nobody would write', function () {
  this.timeout(120_000);
  let folder: string;
  let api: FakeApi;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'odd-files-'));
    api = await serveCluster((_, response) => {
      refuse(response, 400, { reason: 'BadRequest', message: 'spec: expected map, got something else' });
      return undefined;
    });
  });
  after(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  function write(path: string, text: string | Buffer): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  const run = (dir: string, ...args: string[]): Promise<EndedRun> => testOn(api, { folder, report: `report-${dir}`, args: [...args, '--manifests', join(folder, dir)] });

  const unforeseen = ({ results }: { results: Results }): string[] => results.lessons.flatMap(({ tests }) => tests.flatMap(({ failure }) => [failure, ...(failure?.others ?? [])].filter((each) => each?.unexpected === true).map((each) => each?.observed ?? '')));

  for (const [what, files] of [['texts', texts], ['objects', misshapen()]] as const) {
    it(`fail the lesson and name each: ${Object.keys(files).length} ${what}`, async () => {
      for (const [name, text] of Object.entries(files)) write(`${what}/04-mysql/${name}.yaml`, text);
      if (what === 'texts') {
        execFileSync('mkfifo', [join(folder, 'texts/04-mysql/pipe.yaml')]);
        for (const [name, target] of Object.entries({ device: '/dev/zero', circle: 'circle.yaml', nowhere: '/nowhere', folder: '/tmp' })) symlinkSync(target, join(folder, `texts/04-mysql/${name}.yaml`));
        write('texts/04-mysql/large.yaml', Buffer.alloc(10_000_001, 35));
      }
      const ended = await run(what, '04');
      expect(unforeseen(ended), ended.output.slice(-3000)).to.deep.equal([]);
      expect(ended.code, ended.output.slice(-3000)).to.equal(1);
      expect(ended.output).not.to.match(/\n\s+at |unexpected|crash\.log/);
      expect(ended.results.errors).to.deep.equal([]);
    });
  }

  it('may lie directly in the folder', async () => {
    for (const [name, text] of Object.entries(texts)) write(`flat/${name}.yaml`, text);
    symlinkSync('/dev/zero', join(folder, 'flat/device.yaml'));
    symlinkSync('loop', join(folder, 'flat/loop'));
    const ended = await run('flat');
    expect(ended.code, ended.output.slice(-3000)).to.equal(2);
    expect(ended.results.errors.map(({ where }) => where)).to.deep.equal(['--manifests']);
  });
});
