import { expect } from 'chai';

import type { ExecResult } from '../../harness/access/exec.ts';
import { askCommand, reach, readVerdict, type Target } from '../../harness/access/reach.ts';

const http: Target = { host: 'web', port: 80, path: '/x' };
const tcp: Target = { host: 'db', port: 3306, protocol: 'tcp' };
const ended = (exitCode: number, stderr = '', stdout = ''): ExecResult => ({ exitCode, stdout, stderr });

/** As `wget -S` of BusyBox prints the head of a response. */
const head = '  HTTP/1.1 200 OK\n  Server: nginx\n  content-length: 6\n  \n';

describe('the command with which a pod asks', () => {
  it('is bounded in whole seconds and uses only what every BusyBox has', () => {
    expect(askCommand(http, 1_500)).to.deep.equal(['timeout', '-s', 'KILL', '2', 'wget', '-q', '-S', '-Y', 'off', '-O', '-', 'http://web:80/x']);
    expect(askCommand(tcp, 10)).to.deep.equal(['timeout', '-s', 'KILL', '1', 'nc', 'db', '3306', '-e', 'true']);
  });

  it('puts an IPv6 address in brackets', () => {
    expect(askCommand({ host: 'fd00::1', port: 80 }, 1_000).at(-1)).to.equal('http://[fd00::1]:80/');
  });
});

describe('what BusyBox says about an HTTP request', () => {
  it('is a response with its body', () => {
    expect(readVerdict(http, ended(0, head, 'hello\n'))).to.deep.equal({ verdict: 'reached', status: 200, body: 'hello\n' });
  });

  it('is a response of another status, whose body wget does not print', () => {
    const said = '  HTTP/1.1 404 Not Found\nwget: server returned error: HTTP/1.1 404 Not Found\n';
    expect(readVerdict(http, ended(1, said))).to.deep.equal({ verdict: 'reached', status: 404 });
  });

  it('is the first response where wget followed a redirect', () => {
    expect(readVerdict(http, ended(0, `  HTTP/1.1 302 Found\n  location: /\n${head}`, 'hello\n'))).to.deep.equal({ verdict: 'reached', status: 302 });
  });

  it('is a connection whose other end closed it without a response', () => {
    expect(readVerdict(http, ended(1, 'wget: error getting response\n'))).to.deep.equal({ verdict: 'reached' });
  });

  for (const [cause, said] of Object.entries({
    'that nobody listens': "wget: can't connect to remote host (10.96.0.10): Connection refused\n",
    'that no route leads there': "wget: can't connect to remote host (10.7.0.1): No route to host\n",
    'that the network prohibits it': "wget: can't connect to remote host (10.8.0.1): Permission denied\n",
  })) it(`is a refusal when it says ${cause}`, () => { expect(readVerdict(http, ended(1, said))).to.deep.equal({ verdict: 'refused' }); });

  for (const [how, result] of Object.entries({
    'was killed at its deadline': ended(137),
    'was ended by the kernel': ended(1, "wget: can't connect to remote host (10.0.0.9): Connection timed out\n"),
    "says so itself, as Docker Hub's can": ended(1, 'wget: download timed out\n'),
  })) it(`is a timeout when it ${how}`, () => { expect(readVerdict(http, result)).to.deep.equal({ verdict: 'timed out' }); });

  it('is no question when the name is not resolved', () => {
    expect(readVerdict(http, ended(1, "wget: bad address 'nope.invalid:80'\n"))).to.deep.equal({
      verdict: 'could not ask', why: { en: 'the name nope.invalid:80 was not resolved', ja: '名前 nope.invalid:80 を解決できませんでした' },
    });
  });

  it('is told as it is when nobody knows it', () => {
    expect(readVerdict(http, ended(127, 'timeout: wget: not found\n'))).to.deep.equal({ verdict: 'could not ask', why: { en: 'timeout: wget: not found', ja: 'timeout: wget: not found' } });
  });
});

describe('a TCP connection', () => {
  const asked = async (...results: ExecResult[]): Promise<{ verdict: unknown; programs: string[] }> => {
    const programs: string[] = [];
    const verdict = await reach(tcp, 1_000, async (command) => {
      programs.push(command[4] ?? '');
      return await Promise.resolve(results[programs.length - 1] ?? ended(99));
    });
    return { verdict, programs };
  };

  it('is reached when a program was started on it', async () => {
    expect(await asked(ended(0))).to.deep.equal({ verdict: { verdict: 'reached' }, programs: ['nc'] });
  });

  it('is refused in the words of Debian', async () => {
    expect(await asked(ended(1, "nc: can't connect to remote host (10.96.0.10): Connection refused\n"))).to.deep.equal({ verdict: { verdict: 'refused' }, programs: ['nc'] });
  });

  it("is asked for again in HTTP where Docker Hub's nc says nothing", async () => {
    const wget = ended(1, "wget: can't connect to remote host (10.96.0.10): Connection refused\n");
    expect(await asked(ended(1), wget)).to.deep.equal({ verdict: { verdict: 'refused' }, programs: ['nc', 'wget'] });
    expect((await asked(ended(1), ended(137))).verdict).to.deep.equal({ verdict: 'timed out' });
  });

  it('is not called reached by what only the second question met', async () => {
    const { verdict } = await asked(ended(1), ended(0, head));
    expect(verdict).to.have.property('verdict', 'could not ask');
  });

  it('times out', async () => {
    expect((await asked(ended(137))).verdict).to.deep.equal({ verdict: 'timed out' });
  });
});
