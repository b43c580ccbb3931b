import { expect } from 'chai';
import { asText } from '../../../harness/text/language.ts';
import { whyNothing } from '../../../specs/cluster-logging/why-nothing.ts';
import { ourAgent } from './our-agent.ts';

const agent = 'spec.template.spec.containers[0]';

/** Where the cause is, and what it is. */
function told(...changes: [from: string, to: string][]): string | undefined {
  const cause = whyNothing(ourAgent(...changes));
  return cause === undefined ? undefined : `${cause.on.id} ${cause.field}: ${asText(cause.because).en}`;
}

describe('why nothing of an agent is found', () => {
  it('is nothing of ours', () => {
    expect(told()).to.equal(undefined);
  });

  it('is a variable that nobody gives to the container', () => {
    expect(told(['- name: NODE_NAME', '- name: NODE'])).to.equal(`DaemonSet/log-agent ${agent}.env[NODE_NAME]: The configuration asks for the variable NODE_NAME, which the container does not have.`);
    expect(told(['${env:NODE_NAME}', '${env:OTHER:-none}'])).to.equal(undefined);
    expect(told(['${env:NODE_NAME}', '${OTHER}'])).to.match(/env\[OTHER\]/);
  });

  it('is a folder that is not mounted, or is not that of the node', () => {
    expect(told(['mountPath: /var/log/pods', 'mountPath: /logs'])).to.equal(`DaemonSet/log-agent ${agent}.volumeMounts: /var/log/pods is not mounted in the container of the agent.`);
    expect(told(['mountPath: /var/log/pods', 'mountPath: /var/log'])).to.equal(undefined);
    expect(told(['hostPath: { path: /var/log/pods, type: Directory }', 'emptyDir: {}'])).to.equal('DaemonSet/log-agent spec.template.spec.volumes[pods]: The volume pods, mounted at /var/log/pods, is not that folder of the node.');
    expect(told(['mountPath: /var/log/pods', 'mountPath: /logs'], ["['/var/log/pods/${", "['/logs/${"]), 'read where it is').to.equal(undefined);
  });

  it('is the user, whom the files do not belong to', () => {
    expect(told(['runAsUser: 0', 'runAsUser: 10001'])).to.equal(`DaemonSet/log-agent ${agent}.securityContext.runAsUser: The log files belong to root, and the agent runs as another user.`);
    expect(told(['            runAsUser: 0\n', ''])).to.match(/runAsUser/);
    expect(told(['            runAsUser: 0\n', ''], ['      terminationGracePeriodSeconds: 10\n', '      securityContext: { runAsUser: 0 }\n'])).to.equal(undefined);
  });

  it('is a port to which lines are sent, and which the Service does not have', () => {
    const service = (port: number): [from: string, to: string] => ['apiVersion: apps/v1', `apiVersion: v1\nkind: Service\nmetadata: { name: logs }\nspec: { ports: [{ port: ${port} }] }\n---\napiVersion: apps/v1`];
    expect(told(service(9428))).to.equal(undefined);
    expect(told(service(9999))).to.equal("ConfigMap/log-agent data['config.yaml']: The exporter otlp_http sends to port 9428, which Service/logs does not have (it has 9999).");
    expect(told(service(9428), ['http://logs:9428/insert', 'http://logs/insert'])).to.match(/port 80, which/);
    expect(told(service(9428), ['http://logs:9428/insert', '${env:NAMESPACE}/insert']), 'known when it runs').to.equal(undefined);
  });
});
