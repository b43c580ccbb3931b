import { expect } from 'chai';
import type { Pod } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { sourceOfValue } from '../../../specs/checks/value-source.ts';

describe('the field by which a pod came to a value', () => {
  const from = (fieldPath: string): object => ({ valueFrom: { fieldRef: { fieldPath } } });
  const agent = (env: object[]): Manifest => new Manifest({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent' }, spec: { template: { spec: { containers: [{ name: 'helper' }, { name: 'otel', env }] } } } } as object, undefined, '10-x');
  const pods = ['a', 'b'].map((node) => ({ name: `agent-${node}`, uid: `u-${node}`, node, object: { metadata: { namespace: 'n' }, spec: {}, status: { podIP: `10.0.0.${node}` } } })) as unknown as Pod[];

  it('is the variable that takes it from the pod', () => {
    const wrong = agent([{ name: 'OTHER', value: 'agent-b' }, { name: 'NODE', ...from('metadata.name') }]);
    expect(sourceOfValue(wrong, pods, 'agent-b')).to.equal('spec.template.spec.containers[1].env[NODE].valueFrom.fieldRef.fieldPath');
    expect(sourceOfValue(agent([{ name: 'NODE', ...from('status.podIP') }]), pods, '10.0.0.a')).to.match(/env\[NODE\]/);
  });

  it('is unknown where none does', () => {
    expect(sourceOfValue(agent([{ name: 'NODE', ...from('spec.nodeName') }]), pods, 'agent-b')).to.equal(undefined);
    expect(sourceOfValue(agent([]), pods, 'agent-b')).to.equal(undefined);
  });
});
