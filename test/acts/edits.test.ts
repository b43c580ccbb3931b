import { expect } from 'chai';
import { editsBetween, isDone, patchOf } from '../../harness/acts/edits.ts';
import type { KubeObject } from '../../harness/client/objects.ts';
import { formatPath } from '../../harness/values/field-path.ts';

interface Fields {
  image?: string;
  replicas?: number;
  more?: object;
  container?: object;
}

const deployment = ({ image = 'app:1.0', replicas = 2, more = {}, container = {} }: Fields = {}): KubeObject =>
  ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas, ...more, template: { spec: { containers: [{ name: 'log', image: 'busybox' }, { name: 'app', image, ...container }] } } } }) as KubeObject;
const edits = (now: KubeObject, wanted: KubeObject): [string, unknown][] => editsBetween(now, wanted).map(({ path, value }) => [formatPath(path), value]);

describe('edits', () => {
  it('name the fields that are to become another, and those that are to go', () => {
    expect(edits(deployment(), deployment())).to.deep.equal([]);
    expect(edits(deployment(), deployment({ image: 'app:2.0', replicas: 3 }))).to.deep.equal([['spec.replicas', 3], ['spec.template.spec.containers[app].image', 'app:2.0']]);
    expect(edits(deployment({ more: { paused: true } }), deployment())).to.deep.equal([['spec.paused', undefined]]);
    expect(edits(deployment(), deployment({ container: { command: ['a', 'b'] } }))).to.deep.equal([['spec.template.spec.containers[app].command', ['a', 'b']]]);
  });

  it('are done when the object says so, whatever the server adds', () => {
    const wanted = editsBetween(deployment(), deployment({ container: { readinessProbe: { httpGet: { path: '/x' } } } }));
    expect(isDone(deployment(), wanted)).to.equal(false);
    expect(isDone(deployment({ container: { readinessProbe: { httpGet: { path: '/x', scheme: 'HTTP' }, timeoutSeconds: 1 } } }), wanted)).to.equal(true);
    const resumed = editsBetween(deployment({ more: { paused: true } }), deployment());
    expect(isDone(deployment({ more: { paused: true } }), resumed)).to.equal(false);
    expect(isDone(deployment(), resumed)).to.equal(true);
  });

  it('leave out what is a default, whoever has written it', () => {
    const probed = (more: object): KubeObject => deployment({ container: { readinessProbe: { httpGet: { path: '/x', port: 80, ...more }, periodSeconds: 1 } } });
    expect(edits(probed({ scheme: 'HTTP' }), probed({}))).to.deep.equal([]);
    expect(edits(deployment(), deployment({ more: { paused: false } }))).to.deep.equal([]);
    const never = editsBetween(deployment({ container: { imagePullPolicy: 'Never' } }), deployment());
    expect(never.map(({ path, value }) => [formatPath(path), value])).to.deep.equal([['spec.template.spec.containers[app].imagePullPolicy', undefined]]);
    expect(isDone(deployment({ container: { imagePullPolicy: 'Never' } }), never)).to.equal(false);
    expect(isDone(deployment({ container: { imagePullPolicy: 'IfNotPresent' } }), never), 'the server fills it in').to.equal(true);
  });

  it('become a patch of the object that is there', () => {
    const live = deployment({ more: { paused: true } });
    expect(patchOf(live, editsBetween(live, deployment({ image: 'app:2.0', container: { command: ['a'] } })))).to.deep.equal([
      { op: 'remove', path: '/spec/paused' },
      { op: 'replace', path: '/spec/template/spec/containers/1/image', value: 'app:2.0' },
      { op: 'add', path: '/spec/template/spec/containers/1/command', value: ['a'] },
    ]);
    const labelled: KubeObject = { metadata: { name: 'x', labels: {} } };
    expect(patchOf(labelled, editsBetween(labelled, { metadata: { name: 'x', labels: { 'app.example/part~of': 'y' } } }))).to.deep.equal([{ op: 'add', path: '/metadata/labels/app.example~1part~0of', value: 'y' }]);
  });
});
