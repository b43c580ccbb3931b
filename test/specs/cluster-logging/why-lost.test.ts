import { expect } from 'chai';
import { asText } from '../../../harness/text/language.ts';
import { whyAgain, whyLost, type Cause } from '../../../specs/cluster-logging/why-lost.ts';
import { ourAgent as agent } from './our-agent.ts';

const inShort = (causes: Cause[]): string[] => causes.map(({ on, field, because }) => `${on.kind} ${field}: ${asText(because).en}`);
const config = "ConfigMap data['config.yaml']:";

describe('what an agent gives lines up by', () => {
  it('is nothing of ours', () => {
    expect(inShort(whyLost(agent()))).to.deep.equal([]);
    expect(inShort(whyAgain(agent()))).to.deep.equal([]);
  });

  it('is what its receiver says', () => {
    const noOffsets = agent(['        storage: file_storage\n        # A line', '        # A line']);
    expect(inShort(whyLost(noOffsets)), 'all files are read again').to.deep.equal([]);
    expect(inShort(whyAgain(noOffsets))).to.deep.equal([`${config} the receiver file_log has no \`storage\`: an agent that is started again does not know what it has read`]);
    expect(inShort(whyLost(agent(['        storage: file_storage\n        # A line', '        # A line'], ['start_at: beginning', 'start_at: end']))).join()).to.match(/no `storage`.*start_at: beginning/);
    expect(inShort(whyLost(agent(['_*/*/*.log*', '_*/*/*.log'])))).to.deep.equal([`${config} the receiver file_log reads no file that was rotated (0.log.<time>)`]);
    expect(inShort(whyLost(agent(['retry_on_failure: { enabled: true, max_elapsed_time: 0 }', 'max_log_size: 1MiB'])))).to.deep.equal([`${config} the receiver file_log does not try again (\`retry_on_failure\`)`]);
  });

  it('is what its exporter says', () => {
    expect(inShort(whyLost(agent(['          storage: file_storage\n          queue_size', '          queue_size'])))).to.deep.equal([`${config} the queue of otlp_http has no \`storage\`: what waits in it goes with the agent`]);
    expect(inShort(whyLost(agent(['block_on_overflow: true', 'block_on_overflow: false']))).join()).to.include('lines are thrown away');
    expect(inShort(whyLost(agent(['max_interval: 2s, max_elapsed_time: 0', 'max_interval: 2s, max_elapsed_time: 3s']))).join()).to.include('gives up on lines');
    expect(inShort(whyLost(agent(['max_interval: 2s, max_elapsed_time: 0', 'max_interval: 2s, max_elapsed_time: 0s'])))).to.deep.equal([]);
  });

  it('is found in a folder that a variable names', () => {
    const state = (path: string): [from: string, to: string][] => [['directory: /var/lib/log-agent', 'directory: ${env:STATE}/x'], ['            - name: NODE_NAME', `            - { name: STATE, value: ${path} }\n            - name: NODE_NAME`]];
    expect(inShort(whyLost(agent(...state('/var/lib/log-agent'))))).to.deep.equal([]);
    expect(inShort(whyLost(agent(...state('/tmp')))).join()).to.include('/tmp/x, where the agent keeps');
    expect(inShort(whyLost(agent(['directory: /var/lib/log-agent', 'directory: ${STATE:-/var/lib/log-agent}'])))).to.deep.equal([]);
  });

  it('is a folder that goes with the pod or with the container', () => {
    const inPod = agent(['hostPath: { path: /var/lib/log-agent, type: DirectoryOrCreate }', 'emptyDir: {}']);
    const unsaid = agent(['          hostPath: { path: /var/lib/log-agent, type: DirectoryOrCreate }\n', '']);
    expect(inShort(whyAgain(unsaid)), 'a volume that names no source').to.deep.equal(inShort(whyAgain(inPod)));
    const expected = ['DaemonSet spec.template.spec.volumes[state]: the volume state, where the agent keeps what it must not forget, goes with the pod'];
    expect(inShort(whyLost(inPod))).to.deep.equal(expected);
    expect(inShort(whyAgain(inPod))).to.deep.equal(expected);
    expect(inShort(whyAgain(agent(['directory: /var/lib/log-agent', 'directory: /tmp'])))).to.deep.equal(['DaemonSet spec.template.spec.containers[0].volumeMounts: /tmp, where the agent keeps what it must not forget, lies in the container']);
  });

  it('is not another folder that goes with the pod', () => {
    expect(inShort(whyLost(agent(['      volumes:\n', '      volumes:\n        - { name: tmp, emptyDir: {} }\n'])))).to.deep.equal([]);
  });

  it('is a missing feature gate', () => {
    expect(inShort(whyLost(agent(['            - --feature-gates=stanza.synchronousLogEmitter\n', ''])))).to.deep.equal(['DaemonSet spec.template.spec.containers[0].args: without the feature gate stanza.synchronousLogEmitter lines are noted as read before they are handed on']);
    expect(inShort(whyLost(agent(['=stanza.synchronousLogEmitter', '=-stanza.synchronousLogEmitter'])))).to.have.lengthOf(1);
    expect(inShort(whyLost(agent(['=stanza.synchronousLogEmitter', '=+stanza.synchronousLogEmitter'])))).to.deep.equal([]);
  });

  it('stays unknown where the configuration cannot be read', () => {
    expect(inShort(whyLost(agent(['    receivers:', '    receivers: [']))).filter((each) => each.startsWith('ConfigMap'))).to.deep.equal([]);
  });
});
