import { expect } from 'chai';

import { formatPath, parsePath, removeAt, resolvePath, setAt, valueAt } from '../../harness/manifests/field-path.ts';

describe('field paths', () => {
  const pod = { spec: { containers: [{ name: 'a', image: 'x' }, { name: 'b', ports: [{ containerPort: 80, protocol: 'TCP' }] }] } };

  for (const [path, formatted] of [
    ['spec.containers[b].ports', 'spec.containers[1].ports'],
    ['.spec.containers[name="b"].ports[containerPort=80,protocol="TCP"].x', 'spec.containers[1].ports[0].x'],
    ['spec.containers[0].image', 'spec.containers[0].image'],
    ['spec.containers[gone].image', 'spec.containers[gone].image'],
    ["metadata.annotations['a.b/c']", "metadata.annotations['a.b/c']"],
    ['spec.containers[]', 'spec.containers[2]'],
  ] as const) {
    it(`reads ${path}`, () => {
      expect(formatPath(resolvePath(pod, parsePath(path)))).to.equal(formatted);
    });
  }

  it('takes a bare word in brackets as a key where there is a map', () => {
    expect(valueAt({ data: { key: 'v' } }, parsePath('data[key]'))).to.equal('v');
  });

  it('finds nothing where nothing is', () => {
    expect(valueAt(pod, parsePath('spec.volumes[0].name'))).to.equal(undefined);
  });

  it('sets values, makes missing maps, appends', () => {
    const object = structuredClone(pod) as object;
    setAt(object, parsePath('metadata.labels.app'), 'x');
    setAt(object, parsePath('spec.containers[a].image'), 'y');
    setAt(object, parsePath('spec.containers[]'), { name: 'c' });
    expect(object).to.deep.equal({
      metadata: { labels: { app: 'x' } },
      spec: { containers: [{ name: 'a', image: 'y' }, pod.spec.containers[1], { name: 'c' }] },
    });
  });

  it('takes elements and keys away', () => {
    const object = structuredClone(pod) as object;
    removeAt(object, parsePath('spec.containers[a]'));
    removeAt(object, parsePath('spec.containers[b].ports'));
    removeAt(object, parsePath('spec.gone.deeper'));
    expect(object).to.deep.equal({ spec: { containers: [{ name: 'b' }] } });
  });

  it('refuses what is no path', () => {
    expect(() => parsePath('spec.[')).to.throw('"spec.[" is not a field path (at character 5)');
  });
});
