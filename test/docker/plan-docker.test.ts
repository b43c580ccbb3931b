import { expect } from 'chai';
import type { DaemonAnswer } from '../../harness/docker/ask-daemon.ts';
import { planDocker, type Machine } from '../../harness/docker/ensure-docker.ts';
import { verbatim } from '../../harness/text/language.ts';
import type { EnvironmentError } from '../../harness/verdict/environment-error.ts';

const debian = { id: 'debian', idLike: [], versionId: '12', codename: 'bookworm', prettyName: 'Debian' };
const machine = (facts: Partial<Machine> = {}): Machine => ({ os: debian, platform: 'linux', mayChange: true, engine: false, elsewhere: false, ...facts });
const silent: DaemonAnswer = { state: 'silent', reason: verbatim('Cannot connect to the Docker daemon') };
const refusal = (answer: DaemonAnswer, facts: Partial<Machine>): EnvironmentError => {
  const plan = planDocker(answer, machine(facts));
  if (plan.step !== 'refuse') throw new Error(`the plan is to ${plan.step}`);
  return plan.error;
};

describe('planDocker', () => {
  it('starts an engine that is there and installs one that is not, where it may', () => {
    expect(planDocker(silent, machine({ engine: true })).step).to.equal('start');
    expect(planDocker(silent, machine()).step).to.equal('install engine');
    expect(planDocker({ state: 'no client', reason: verbatim('') }, machine({ engine: true })).step).to.equal('install client');
    expect(planDocker({ state: 'no client', reason: verbatim('') }, machine()).step).to.equal('install engine');
  });

  it('changes nothing where it may not, and says how to get Docker', () => {
    const error = refusal(silent, { mayChange: false });
    expect(error.message).to.equal('no Docker daemon answers: Cannot connect to the Docker daemon');
    expect(error.texts.message.ja).to.equal('Docker デーモンが応答しません: Cannot connect to the Docker daemon');
    expect(error.hint).to.equal(
      "Install Docker Engine: https://docs.docker.com/engine/install/debian, or run this as root, which installs it from Debian's packages.",
    );
    expect(refusal(silent, { mayChange: false, engine: true }).hint).to.equal('Start it: sudo systemctl start docker');
    expect(refusal(silent, { mayChange: false, platform: 'darwin', os: undefined }).hint).to.match(/^Start Docker Desktop/);
  });

  it('installs nothing where no network may be asked, and starts what is there', () => {
    const offline = (facts: Partial<Machine>): string => planDocker(silent, machine(facts), true).step;
    expect(offline({})).to.equal('refuse');
    expect(offline({ engine: true })).to.equal('start');
  });

  it('starts nothing here when the client is pointed at another daemon', () => {
    expect(refusal(silent, { elsewhere: true }).hint).to.match(/DOCKER_HOST or DOCKER_CONTEXT/);
  });

  it('never changes a machine whose daemon refuses this user', () => {
    const error = refusal({ state: 'denied', reason: verbatim('permission denied while trying to connect') }, {});
    expect(error.message).to.equal('this user may not talk to the Docker daemon: permission denied while trying to connect');
    expect(error.hint).to.match(/group "docker".*sudo/);
  });
});
