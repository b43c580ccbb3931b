import { expect } from 'chai';
import { execa } from 'execa';

const script = new URL('../../harness/process/script.ts', import.meta.url).href;
const environmentError = new URL('../../harness/verdict/environment-error.ts', import.meta.url).href;

/** Runs a script whose body is this text, which may use `signal`, `say`, `EnvironmentError` and `untilAborted`. */
const run = (body: string, language = 'en') =>
  execa(process.execPath, ['--input-type=module', '--eval', `
    import { endWith } from '${script}';
    import { EnvironmentError } from '${environmentError}';
    const untilAborted = (signal) => new Promise((_, reject) => {
      const hold = setTimeout(reject, 20_000);
      signal.addEventListener('abort', () => { clearTimeout(hold); reject(signal.reason); });
      console.log('running');
    });
    await endWith('${language}', async ({ signal, say }) => { ${body} });
  `], { reject: false });

describe('a script', () => {
  it('ends with the code of its body', async () => {
    expect(await run('return 7;')).to.include({ exitCode: 7, stderr: '' });
  });

  it('explains what went wrong without a stack', async () => {
    expect(await run("throw new EnvironmentError('docker', 'it does not answer', 'start it');")).to.include({ exitCode: 2, stderr: 'docker: it does not answer\n  start it' });
    expect(await run("throw new TypeError('no such thing');")).to.include({ exitCode: 2, stderr: 'unexpected: TypeError: no such thing' });
  });

  it('speaks the language of its reader', async () => {
    expect(await run("say({ en: 'done', ja: '完了' }); return 0;", 'ja')).to.include({ exitCode: 0, stdout: '完了' });
    const failing = "throw new EnvironmentError('docker', { en: 'no answer', ja: '応答がありません' }, { en: 'Start it.', ja: '起動してください。' });";
    expect(await run(failing, 'ja')).to.include({ exitCode: 2, stderr: 'docker: 応答がありません\n  起動してください。' });
    expect(await run("throw new TypeError('no such thing');", 'ja')).to.include({ stderr: '予期しないエラー: TypeError: no such thing' });
  });

  it('cleans up and ends with 130 when it is interrupted', async () => {
    const child = run('await untilAborted(signal);');
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await child).to.deep.include({ exitCode: 130, stderr: '\nInterrupted: cleaning up (Ctrl-C again leaves at once).' });
  });
});
