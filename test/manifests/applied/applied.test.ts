import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { KubeObject } from '../../../harness/client/objects.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';

const live = (kind: string, name: string, fields: object = {}): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name, namespace: 'me', uid: name, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ apiVersion: 'v1', kind, metadata: { name }, ...fields }) } }, ...fields });

describe('manifests that were applied', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'applied-'));
    writeFileSync(join(dir, '01-one.contract.yaml'), 'objects: [{ object: Pod/web, for: { en: a, ja: b } }]\n');
    writeFileSync(join(dir, '02-two.contract.yaml'), 'objects: [{ object: Pod/other, for: { en: the other, ja: b } }]\n');
  });
  afterEach(() => { rmSync(dir, { recursive: true }); });

  const load = (objects: KubeObject[], lesson: string, files = dir): Manifests => Manifests.load({ dir: files, ours: dir, contracts: dir, applied: { namespace: 'me', objects } }, lesson, []);

  it('are those of the lesson, and those that belong to none', () => {
    const objects = [live('Pod', 'web'), live('Pod', 'other'), live('ConfigMap', 'free')];
    expect(load(objects, '01-one').all().map(({ id }) => id)).to.deep.equal(['Pod/web', 'ConfigMap/free']);
  });

  it('are those too that another lesson names, where the pods of this one use them', () => {
    const settings = live('Pod', 'other');
    const web = live('Pod', 'web', { spec: { volumes: [{ name: 'v', secret: { secretName: 'shared' } }] } });
    writeFileSync(join(dir, '02-two.contract.yaml'), 'objects: [{ object: Secret/shared, for: { en: a, ja: b } }, { object: Secret/unused, for: { en: a, ja: b } }, { object: Pod/other, for: { en: a, ja: b } }]\n');
    expect(load([web, settings, live('Secret', 'shared'), live('Secret', 'unused')], '01-one').all().map(({ id }) => id)).to.deep.equal(['Pod/web', 'Secret/shared']);
  });

  it('know their lines where the learner names the files', () => {
    const files = join(dir, 'mine');
    mkdirSync(join(files, '01-one'), { recursive: true });
    writeFileSync(join(files, '01-one/pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostname: old\n');
    const web = load([live('Pod', 'web', { spec: { hostname: 'now' } })], '01-one', files).need('Pod', 'web', '01-one');
    expect(web.get('spec.hostname')).to.equal('now');
    expect(web.at('spec.hostname')).to.deep.equal({ file: '01-one/pod.yaml', line: 6 });
    expect(load([live('Pod', 'web')], '01-one').need('Pod', 'web', '01-one').at()).to.deep.equal({});
  });

  it('that are missing are to be applied, or called by their name', () => {
    const { failure } = load([], '02-two').missing('Pod', 'other', '02-two');
    expect(failure.hint).to.contain('kubectl apply -n me -f FILE');
    expect(load([live('Pod', 'mine')], '02-two').missing('Pod', 'other', '02-two').failure, 'one of which only the kind is known').to.include({ hint: failure.hint, observed: 'Pod mine' });
  });
});
