import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

type Script = 'test' | 'mutants' | 'up' | 'down' | 'status' | 'images' | 'bench' | 'new-lesson';
interface Call { script: Script; args: string[]; env?: Record<string, string> }
interface Ended extends Call { code: number | null; output: string }

/** Runs at once: a process waits for the disk half of its time. */
const jobs = 4;
/** Milliseconds after which a call hangs: none waits for anything but this machine. */
const longestMs = 60_000;

/** Whatever is asked of the commands ends with 0, 1, 2 or 130 and one clear message: any other end is a defect. */
describe('a call that makes no sense', function () {
  this.timeout(300_000);
  let folder: string;
  let ended: Ended[];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'exit-codes-'));
    prepare();
    const calls = allCalls();
    ended = [];
    await Promise.all(Array.from({ length: jobs }, async () => {
      for (let next = calls.shift(); next !== undefined; next = calls.shift()) ended.push(await run(next));
    }));
  });
  after(() => { rmSync(folder, { recursive: true }); });

  const at = (path: string): string => join(folder, path);
  function write(path: string, text: string | Buffer): void {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }

  const config = (cluster: unknown, user: unknown): string => JSON.stringify({
    apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster }], users: [{ name: 'u', user }], contexts: [{ name: 'mine', context: { cluster: 'c', user: 'u' } }],
  });
  const nobody = { server: 'https://127.0.0.1:1' };
  const kubeconfigs: Readonly<Record<string, string | Buffer>> = {
    'empty': '', 'broken': 'users:\n  - token: Sword.fish\n a: b: c', 'bytes': Buffer.from([0xff, 0xfe, 0, 1, 2]), 'null': 'null', 'nulls': '{"clusters":[null],"users":[null],"contexts":[null]}',
    'no cluster': JSON.stringify({ contexts: [{ name: 'mine', context: { cluster: 'c', user: 'u' } }], clusters: [], users: [] }), 'no server': config({}, {}), 'odd server': config({ server: '::::' }, {}), 
    'silent': config(nobody, {}), 'no CA file': config({ ...nobody, 'certificate-authority': '/no/ca' }, {}), 'odd certificate': config(nobody, { 'client-certificate-data': 'AAAA', 'client-key-data': 'AAAA' }),
    'no program': config(nobody, { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: '/no/such' } }), 'chatty program': config(nobody, { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'echo', args: ['[]'] } }),
    'old provider': config(nobody, { 'auth-provider': { name: 'gcp' } }), 'odd token': config(nobody, { token: 'Sword.fish\nx' }), 'odd proxy': config({ ...nobody, 'proxy-url': '::bad' }, {}),
  };

  function prepare(): void {
    write('bin/docker', '#!/bin/sh\necho "Cannot connect to the Docker daemon" >&2\nexit 1\n');
    chmodSync(at('bin/docker'), 0o755);
    write('file', '');
    symlinkSync(at('circle'), at('circle'));
    symlinkSync(at('nowhere'), at('dangling'));
    mkdirSync(at('nothing'));
    write('mine/04-mysql/a.yaml', 'kind: [x');
    for (const [name, text] of Object.entries(kubeconfigs)) write(`kube/${name}`, text);
  }

  function allCalls(): Call[] {
    const test = (...args: string[]): Call => ({ script: 'test', args });
    const other = (script: Script, ...args: string[]): Call => ({ script, args });
    const long = 'a'.repeat(300);
    const silent = { KUBECONFIG: at('kube/silent') };
    return [
      ...[['--jobs', '1e99'], ['--ingress', 'http://me:Sword.fish@host'], ['--grep', '('], ['--manifests', ''], ['--fresh', '--context', 'x'], ['--', '--x'], ['constructor'], ['--__proto__']].map((args) => test(...args)),
      ...['file', 'circle', 'dangling', 'nothing', long].map((path) => test('--manifests', at(path))), test('--manifests', '/dev/null'), test('--manifests', folder),
      ...['file', 'circle', 'a/'.repeat(3_000)].map((path) => ({ ...test('04', '--context', 'mine', '--report', at(path)), env: silent })),
      ...(process.platform === 'linux' ? ['/dev/full', '/proc/self/fd/x', '/sys/x'] : ['/dev/null']).map((path) => ({ ...test('04', '--context', 'mine', '--report', path), env: silent })),
      ...[...Object.keys(kubeconfigs).map((name) => `kube/${name}`), 'kube', 'nowhere'].map((path) => ({ ...test('--context', 'mine'), env: { KUBECONFIG: at(path) } })),
      { ...test('04', '--context', 'mine'), env: { ...silent, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/no/such' } }, { ...test('04', '--context', 'mine'), env: { ...silent, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: folder } },
      ...[{ CNDJP_CLUSTER: 'A B' }, { CNDJP_CACHE: at('file') }, { PATH: '' }, { HOME: '/nonexistent', TMPDIR: '/nonexistent' }, { LC_ALL: 'ja_JP.eucJP' }, { LANG: '\u0001', FORCE_COLOR: '9' }].map((env): Call => ({ ...test(), env })),
      other('mutants', '--shard', '3/2'), other('mutants', 'nolesson'), other('mutants', '--results'), other('up'), other('down'), { ...other('down'), env: { CNDJP_CLUSTER: 'A B' } },
      other('status', 'x'), other('status'), other('images'), other('bench', '--pairs', '0'), other('new-lesson', '../x'), other('new-lesson', `99-${long}`),
    ];
  }

  async function run({ script, args, env = {} }: Call): Promise<Ended> {
    const hasReport = ['test', 'mutants'].includes(script) && !args.includes('--report') && !args.includes('--');
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'scripts', `${script}.ts`), ...(hasReport ? ['--report', mkdtempSync(at('report-'))] : []), ...args], {
      cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LANG: 'C', GITHUB_ACTIONS: '', CNDJP_DOCKER: 'never', CNDJP_CACHE: at('cache'), CNDJP_CLUSTER: 'exit-codes', DOCKER_HOST: `unix://${at('no.sock')}`, PATH: at('bin'), NODE_COMPILE_CACHE: at('compiled'), ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    const late = setTimeout(() => { child.kill('SIGKILL'); }, longestMs);
    const code = await new Promise<number | null>((resolve) => { child.once('close', resolve); });
    clearTimeout(late);
    return { script, args, env, code, output };
  }

  const told = (calls: readonly Ended[]): string => calls.map(({ script, args, env, code, output }) => `${script} ${args.join(' ').slice(0, 200)} ${JSON.stringify(env)}: ${code ?? 'killed'}\n${output.slice(0, 1_500)}`).join('\n---\n');

  it('ends with 2', () => {
    const others = ended.filter(({ code }) => code !== 2);
    expect(others, told(others)).to.deep.equal([]);
    expect(ended).to.have.length.greaterThan(45);
  });

  it('is told in plain words, without a stack', () => {
    const unclear = ended.filter(({ output }) => /\n\s+at |unexpected: |\w+Error: |Cannot read prop|crash\.log|予期しない/.test(output) || output.trim() === '');
    expect(unclear, told(unclear)).to.deep.equal([]);
  });

  it('is told in one message', () => {
    const line = /^(?:command line|lesson|--[\w-]+|kubeconfig|cluster|docker|CNDJP_\w+|new-lesson|コマンドライン)[^\n:]*: /gm;
    const several = ended.filter(({ output }) => output.replaceAll(/^::.*$/gm, '').match(line)?.length !== 1);
    expect(several, told(several)).to.deep.equal([]);
  });

  it('tells no secret of a kubeconfig or an address', () => {
    const telling = ended.filter(({ output }) => output.includes('Sword.fish'));
    expect(telling, told(telling)).to.deep.equal([]);
  });
});
