import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { asText, verbatim } from '../../../harness/text/language.ts';
import { whyEnded } from '../../../specs/cluster-logging/why-ended.ts';
import { ourAgent } from './our-agent.ts';

/** Where to look, by what the containers of two agents say: nothing where one runs. */
async function told(troubles: (string | undefined)[], ...changes: [from: string, to: string][]): Promise<string | undefined> {
  const container = (trouble: string | undefined) => ({ trouble: () => Promise.resolve(trouble === undefined ? undefined : verbatim(trouble)) });
  const pods = troubles.map((trouble) => ({ container: (name: string) => (name === 'agent' ? container(trouble) : undefined) }));
  const given: Given = Object.assign(ourAgent(...changes), { daemonSet: () => ({ pods: () => ({ now: () => Promise.resolve(pods) }) }) });
  const cause = await whyEnded(given);
  return cause === undefined ? undefined : `${cause.on.id} ${cause.field} ${asText(cause.because).en}`;
}

const agent = 'DaemonSet/log-agent spec.template.spec.containers[0]';

describe('why an agent has ended', () => {
  it('is nothing where all run', async () => {
    expect(await told([undefined, undefined])).to.equal(undefined);
  });

  it('is a file that no volume brings', async () => {
    const said = 'Error: unable to read the file file:/etc/log-agent/config.yaml: open /etc/log-agent/config.yaml: no such file or directory';
    expect(await told([undefined, said], ['            - { name: config, mountPath: /etc/log-agent }\n', ''])).to.equal(`${agent}.volumeMounts The agent does not run: ${said}.`);
    expect(await told([said]), 'the volume is there, and the file is not in it').to.include("ConfigMap/log-agent data['config.yaml']");
    for (const empty of ['', '          emptyDir: {}\n']) {
      expect(await told([said], ['          configMap: { name: log-agent }\n', empty])).to.include('DaemonSet/log-agent spec.template.spec.volumes[config] ');
    }
    expect(await told(['Error: directory must exist: stat /var/lib/other: no such file or directory. You can enable it'])).to.include(`${agent}.volumeMounts`);
  });

  it('is a user who may not open a file', async () => {
    const said = 'Error: open /var/lib/log-agent/receiver_file_log_: permission denied';
    expect(await told([said], ['runAsUser: 0', 'runAsUser: 1000'])).to.include(`${agent}.securityContext.runAsUser`);
    expect(await told([said])).to.include('ConfigMap/log-agent');
  });

  it('is that it was given no configuration', async () => {
    expect(await told(['Error: at least one config flag must be provided'])).to.include(`${agent}.args`);
  });

  it('is else its configuration', async () => {
    expect(await told(['\'processors\' unknown type: "transfrom"'])).to.include("ConfigMap/log-agent data['config.yaml']");
  });
});
