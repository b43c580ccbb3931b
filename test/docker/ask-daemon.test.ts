import { expect } from 'chai';
import { judgeText, readInfo } from '../../harness/docker/ask-daemon.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('readInfo', () => {
  it('takes what is no answer of Docker for none', () => {
    for (const said of ['{{{', '', '[1]', 'Emulate Docker CLI using podman']) expect(readInfo(said), said).to.include({ state: 'silent' });
  });

  it('takes the facts of a daemon that answers', () => {
    const info = { ServerVersion: '28.5.2', CgroupVersion: '1', Driver: 'overlay2', DockerRootDir: '/var/lib/docker', NCPU: 2, MemTotal: 1024, OperatingSystem: 'Debian' };
    expect(readInfo(JSON.stringify(info))).to.deep.equal({
      state: 'answers',
      facts: { serverVersion: '28.5.2', cgroupVersion: '1', storageDriver: 'overlay2', rootDir: '/var/lib/docker', processors: 2, memory: 1024, operatingSystem: 'Debian' },
    });
  });

  it('does not take an answer of the client alone for the daemon’s', () => {
    const reason = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
    expect(readInfo(JSON.stringify({ ServerErrors: [reason], ClientInfo: {} }))).to.deep.equal({ state: 'silent', reason: verbatim(reason) });
  });
});

describe('judgeText', () => {
  it('tells a user without permission from a daemon that is not there', () => {
    const denied = judgeText('permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: connect: permission denied');
    expect(denied.state).to.equal('denied');
    expect(judgeText('failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct').state).to.equal('silent');
  });

  it('keeps the sentence about the server, not the JSON beside it', () => {
    expect(judgeText('{"ID":"","Containers":0}\nCannot connect to the Docker daemon at unix:///x.sock.')).to.deep.equal({
      state: 'silent', reason: verbatim('Cannot connect to the Docker daemon at unix:///x.sock.'),
    });
  });
});
