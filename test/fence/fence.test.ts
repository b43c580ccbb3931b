import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { allowances } from '../../harness/fence/allowance.ts';
import { fence } from '../../harness/fence/fence.ts';
import { imagesOfLessons } from '../../harness/images/image-list.ts';
import { loadLesson } from '../../harness/manifests/load.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { checkout } from '../../harness/process/checkout.ts';
import type { PodNeeds } from '../../harness/fence/pod.ts';
import { podNeeds } from '../../specs/volumes/pod-needs.ts';
import { hostileObjects } from './hostile.ts';

/** What lessons ask for by their topic. */
const needsOf: Readonly<Record<string, PodNeeds>> = { '03-volumes': podNeeds };

describe('the fence around a folder', () => {
  let images: string[];
  before(async () => { images = await imagesOfLessons(); });
  const manifestOf = (object: object): Manifest => new Manifest(object, undefined, '02-logging');
  const judged = (...objects: object[]): ReturnType<typeof fence> => fence(objects.map(manifestOf), { allowed: [], images });

  it('knows more than sixty ways out', () => {
    expect(hostileObjects().length).to.be.above(60);
  });

  for (const { name, object, field, allowance } of hostileObjects()) {
    it(`refuses ${name}`, () => {
      const failures = judged(object);
      expect(failures.map(({ failure }) => failure.field ?? '').filter((each) => field.test(each)), JSON.stringify(failures.map(({ failure }) => failure.field))).to.have.lengthOf(1);
      expect(failures.every(({ failure }) => failure.hint.includes(`--allow ${allowance}`))).to.be.true;
      expect(fence([manifestOf(object)], { allowed: [allowance], images })).to.deep.equal([]);
      expect(fence([manifestOf(object)], { allowed: allowances.filter((each) => each !== allowance), images }), 'others do not allow it').not.to.deep.equal([]);
    });
  }

  for (const lesson of readdirSync(join(checkout, 'manifests')).filter((folder) => /^\d/.test(folder))) {
    it(`lets our own ${lesson} through`, () => {
      expect(fence(loadLesson(join(checkout, 'manifests'), lesson), { allowed: [], images, needs: needsOf[lesson] ?? {} }).map(({ message }) => message)).to.deep.equal([]);
    });
  }

  it('lets through what only looks like it', () => {
    const pod = (spec: object): object => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'app', image: 'docker.io/library/busybox:1.36@sha256:0' }], ...spec } });
    expect(judged(
      pod({ hostNetwork: false, serviceAccountName: 'default', automountServiceAccountToken: false, tolerations: [{ key: 'a', operator: 'Exists' }] }),
      pod({ securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }], seccompProfile: { type: 'RuntimeDefault' } } }),
      pod({ containers: [{ name: 'app', image: 'busybox', securityContext: { privileged: false, procMount: 'Default', capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }, readinessProbe: { tcpSocket: { port: 1, host: '127.0.0.1' } } }] }),
      pod({ volumes: [{ name: 'a' }, { name: 'b', emptyDir: {} }, { name: 'c', projected: { sources: [{ configMap: { name: 'c' } }] } }] }),
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' }, spec: { type: 'ExternalName', externalName: 'mysql.default.svc.cluster.local' } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'mysql' }, spec: { clusterIP: 'None' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'pod.yaml': 'hostNetwork: true' } },
    ).map(({ message }) => message)).to.deep.equal([]);
  });

  it('tells each at its place, with what it would mean to allow it', () => {
    const [failure] = judged({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'app', image: 'busybox' }], volumes: [{ name: 'v', hostPath: { path: '/etc' } }] } });
    expect(failure?.failure).to.deep.include({
      object: 'Pod/x', field: 'spec.volumes[v].hostPath', refused: true, expected: 'nothing that reaches beyond the namespaces of this run', observed: '"/etc", a folder of the node',
      hint: 'Take it out: no lesson needs it. If you know these files and trust them, `--allow host-path` lets it through: pods read and write folders of the node.',
    });
    expect(failure?.failure.ja.observed).to.equal('"/etc" (ノードのディレクトリ)');
  });

  describe('where the topic of a lesson needs a file of the node, or a token for somebody else', () => {
    const needs = { nodeFiles: ['/etc/machine-id'], audiences: ['vault'] };
    const fieldsOf = (volume: object, ...mounts: object[]): (string | undefined)[] => {
      const containers = mounts.map((mount, n) => ({ name: `c${n}`, image: 'busybox', volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] }));
      return fence([manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers, volumes: [{ name: 'v', ...volume }] } })], { allowed: [], images, needs }).map(({ failure }) => failure.field);
    };

    it('lets any folder have that, to read', () => {
      expect(fieldsOf({ hostPath: { path: '/etc/machine-id', type: 'File' } }, { readOnly: true })).to.deep.equal([]);
      expect(fieldsOf({ hostPath: { path: '/etc/machine-id', type: 'Directory' } }, { readOnly: true }, { readOnly: true })).to.deep.equal([]);
      expect(fieldsOf({ projected: { sources: [{ serviceAccountToken: { path: 't', audience: 'vault' } }] } }, {})).to.deep.equal([]);
    });

    it('lets nobody write to it, or have another', () => {
      expect(fieldsOf({ hostPath: { path: '/etc/machine-id' } }, { readOnly: true }, {})).to.deep.equal(['spec.containers[c1].volumeMounts[0]']);
      for (const path of ['/etc', '/etc/machine-id/..', '/etc/shadow', '/', '/etc/machine-id/', '//etc/machine-id']) expect(fieldsOf({ hostPath: { path } }, { readOnly: true }), path).to.deep.equal(['spec.volumes[v].hostPath']);
      for (const token of [{ path: 't' }, { path: 't', audience: 'https://kubernetes.default.svc.cluster.local' }]) {
        expect(fieldsOf({ projected: { sources: [{ serviceAccountToken: token }] } }, {})).to.deep.equal(['spec.volumes[v].projected.sources[0].serviceAccountToken']);
      }
    });

    it('says how to mount it', () => {
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { initContainers: [{ name: 'i', image: 'busybox', volumeMounts: [{ name: 'v', mountPath: '/v' }] }], volumes: [{ name: 'v', hostPath: { path: '/etc/machine-id' } }] } };
      const [failure] = fence([manifestOf(pod)], { allowed: [], images, needs });
      expect(failure?.failure).to.include({ field: 'spec.initContainers[i].volumeMounts[0]', observed: '"/etc/machine-id" of the node, mounted so that it can be written to: say readOnly: true' });
      expect(fence([manifestOf(pod)], { allowed: ['host-path'], images, needs })).to.deep.equal([]);
    });
  });
});
