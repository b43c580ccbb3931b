import { expect } from 'chai';

import { formatPath, namePath, parsePath, removeAt, resolvePath, setAt, valueAt } from '../../harness/values/field-path.ts';

describe('field paths', () => {
  const pod = { spec: { containers: [{ name: 'a', image: 'x' }, { name: 'b', ports: [{ containerPort: 80, protocol: 'TCP' }] }] } };

  for (const [path, formatted] of [
    ['spec.containers[b].ports', 'spec.containers[1].ports'],
    ['.spec.containers[name="b"].ports[containerPort=80,protocol="TCP"].x', 'spec.containers[1].ports[0].x'],
    ['spec.containers[0].image', 'spec.containers[0].image'],
    ['spec.containers[gone].image', 'spec.containers[gone].image'],
    ["metadata.annotations['a.b/c']", "metadata.annotations['a.b/c']"],
    ['spec.containers[]', 'spec.containers[2]'],
    ['.data..dockerconfigjson', "data['.dockerconfigjson']"],
  ] as const) {
    it(`reads ${path}`, () => {
      expect(formatPath(resolvePath(pod, parsePath(path)))).to.equal(formatted);
    });
  }

  const named = {
    spec: {
      containers: [{ name: 'a', env: [{ name: 'X' }, { name: 'Y' }, { name: 'X' }, {}], volumeMounts: [{ name: 'data', mountPath: '/d' }], args: ['-c'] }, { name: '1' }],
      volumes: [{ name: 'data', configMap: { items: [{ key: 'k' }] } }],
    },
  };
  for (const [path, expected, why] of [
    ['spec.containers[0].args[0]', 'spec.containers[a].args[0]', 'a text has no name'],
    ['spec.containers[a].env[1].value', 'spec.containers[a].env[Y].value', 'a list in a list'],
    ['spec.containers[0].env[2]', 'spec.containers[a].env[2]', 'a name that is there twice'],
    ['spec.containers[0].env[3]', 'spec.containers[a].env[3]', 'no name'],
    ['spec.containers[1].image', 'spec.containers[1].image', 'a name that would be read as a position'],
    ['spec.containers[0].volumeMounts[0].readOnly', 'spec.containers[a].volumeMounts[0].readOnly', 'the name of the volume, which may be mounted twice'],
    ['spec.volumes[0].configMap.items[0].key', 'spec.volumes[data].configMap.items[0].key', 'another key than name'],
    ['spec.containers[7].args', 'spec.containers[7].args', 'no such element'],
    ['spec.containers[gone].args', 'spec.containers[gone].args', 'no such name'],
    ['.spec.containers[name="a"].args', 'spec.containers[a].args', 'as the API server writes it'],
  ] as const) {
    it(`calls ${path} ${expected}: ${why}`, () => {
      expect(formatPath(namePath(named, parsePath(path)))).to.equal(expected);
      expect(formatPath(resolvePath(named, parsePath(expected))), 'the same place').to.equal(formatPath(resolvePath(named, parsePath(path))));
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
