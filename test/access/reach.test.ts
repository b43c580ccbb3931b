import { execFileSync } from 'node:child_process';
import { expect } from 'chai';

import type { ExecResult } from '../../harness/access/exec.ts';
import { askCommand, connectAll, connectCommand, lookUpCommand, reach, readLookUp, readVerdict, type Target } from '../../harness/access/reach.ts';

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

describe('several connections at once', () => {
  const connections = [{ host: '10.0.0.1', port: 80, deadlineMs: 1_000 }, { host: '10.0.0.1', port: 81, deadlineMs: 4_500 }];
  const asked = async (...results: ExecResult[]): Promise<{ verdicts: unknown; scripts: string[] }> => {
    const scripts: string[] = [];
    const verdicts = await connectAll(connections, async (command) => {
      scripts.push(command[2] ?? '');
      return await Promise.resolve(results[scripts.length - 1] ?? ended(99));
    });
    return { verdicts, scripts };
  };

  it('are asked for by one command, each with its own deadline', () => {
    const [shell, flag, script = ''] = connectCommand(connections);
    expect([shell, flag]).to.deep.equal(['sh', '-c']);
    expect(script.split('\n').slice(2)).to.deep.equal([
      "ask 0 'timeout' '-s' 'KILL' '1' 'nc' '10.0.0.1' '80' '-e' 'true' &",
      "ask 1 'timeout' '-s' 'KILL' '5' 'nc' '10.0.0.1' '81' '-e' 'true' &",
      'wait',
    ]);
  });

  it('make a script that a shell understands, and that tells them apart', () => {
    const script = (connectCommand(connections)[2] ?? '').replaceAll("'timeout' '-s' 'KILL' '1' 'nc'", "sh -c 'echo cannot connect >&2; echo again >&2; exit 3'").replaceAll("'timeout' '-s' 'KILL' '5' 'nc'", 'true');
    const lines = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim());
    expect(lines).to.have.members(['0 3 cannot connect again', '1 0']);
  });

  it('have a verdict each, in their order, whichever ended first', async () => {
    expect(await asked(ended(0, '', '1 137\n0 0\n'))).to.have.property('verdicts').that.deep.equals([{ verdict: 'reached' }, { verdict: 'timed out' }]);
    const { verdicts } = await asked(ended(0, '', "0 1 nc: can't connect to remote host (10.0.0.1): Connection refused\n1 0\n"));
    expect(verdicts).to.deep.equal([{ verdict: 'refused' }, { verdict: 'reached' }]);
  });

  it('are asked for again by HTTP where nothing was said', async () => {
    const { verdicts, scripts } = await asked(ended(0, '', '0 0\n1 1\n'), ended(0, '', '0 137\n'));
    expect(verdicts).to.deep.equal([{ verdict: 'reached' }, { verdict: 'timed out' }]);
    expect(scripts[1]).to.contain("'wget'").and.contain("'http://10.0.0.1:81/'").and.not.contain('10.0.0.1:80/');
  });

  it('could not be asked for where there is no shell', async () => {
    const { verdicts } = await asked(ended(127, 'sh: not found'));
    expect(verdicts).to.deep.equal(connections.map(() => ({ verdict: 'could not ask', why: { en: 'sh: not found', ja: 'sh: not found' } })));
  });
});

describe('a look-up of a name', () => {
  it('is bounded and connects to nobody', () => {
    expect(lookUpCommand('web.n', 2_500)).to.deep.equal(['timeout', '-s', 'KILL', '3', 'nslookup', 'web.n']);
  });

  it('is reached when a server gave an address', () => {
    expect(readLookUp('web', ended(0, '', 'Address: 10.0.0.1\n'))).to.deep.equal({ verdict: 'reached' });
  });

  for (const [how, result] of Object.entries({ 'was killed': ended(137), 'says that nobody answered': ended(1, '', ';; connection timed out; no servers could be reached\n') })) {
    it(`times out when it ${how}`, () => { expect(readLookUp('web', result)).to.deep.equal({ verdict: 'timed out' }); });
  }

  it('is no timeout when a server says that there is no such name', () => {
    expect(readLookUp('web', ended(1, '', "** server can't find web: NXDOMAIN\n"))).to.deep.nested.include({ verdict: 'could not ask', 'why.en': 'the name web was not resolved' });
    expect(readLookUp('web', ended(127, 'timeout: nslookup: not found\n'))).to.deep.nested.include({ verdict: 'could not ask', 'why.en': 'timeout: nslookup: not found' });
  });
});
