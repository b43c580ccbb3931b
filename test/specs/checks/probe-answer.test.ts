import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { expect } from 'chai';
import type { Manifest, Pod } from '../../../harness/lesson/given.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { failureFrom } from '../../objects/fake-scope.ts';
import { answerOf, type ProbeAnswer } from '../../../specs/checks/probe-answer.ts';
import { container } from '../../../specs/checks/env.ts';
import { given, type Change } from './fixtures/lesson-05.ts';

describe('the answer to a probe', () => {
  let server: Server;
  const asked: string[] = [];
  before(async () => {
    server = createServer((request, reply) => { reply.writeHead(request.url === '/healthz' ? 200 : 503).end(); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  });
  after((done) => { server.close(done); });

  const pod = {
    web: (port: number) => {
      asked.push(`port ${port}`);
      return Promise.resolve(axios.create({ baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, validateStatus: () => true }));
    },
    container: (name: string) => ({ exec: (command: string[]) => Promise.resolve({ exitCode: command[0] === 'true' ? 0 : 1, stdout: name, stderr: '' }) }),
  } as unknown as Pod;
  const answer = async (change: Change): Promise<ProbeAnswer | undefined> => {
    const app: Manifest = given().manifest('Deployment', 'koa-sample-ap');
    return await answerOf(pod, change(app), container, 'livenessProbe', 3000);
  };

  it('is that of the path, at the port that has the name', async () => {
    expect(await answer((manifest) => manifest)).to.deep.include({ succeeds: true });
    expect(asked).to.deep.equal(['port 3000']);
    expect(await answer((manifest) => manifest.with(`${container}.livenessProbe.httpGet.path`, '/readyz'))).to.deep.include({ succeeds: false, field: 'httpGet.path', said: { en: 'status 503', ja: 'ステータス 503' } });
  });

  it('is that of the command', async () => {
    const exec = (program: string): Change => (manifest) => manifest.with(`${container}.livenessProbe`, { exec: { command: [program] } });
    expect(await answer(exec('true'))).to.include({ succeeds: true });
    expect(await answer(exec('false'))).to.deep.include({ succeeds: false, field: 'exec.command' });
  });

  it('is that the command cannot be started, but not that its container does not run', async () => {
    const failing = (observed: string): Pod => ({ container: () => ({ exec: () => Promise.reject(new LessonFailure({ expected: verbatim('running'), observed: verbatim(observed), object: 'Pod/x', elapsedMs: 0 })) }) }) as unknown as Pod;
    const asked = async (observed: string): Promise<ProbeAnswer | undefined> =>
      await answerOf(failing(observed), given().manifest('Deployment', 'koa-sample-ap').with(`${container}.livenessProbe`, { exec: { command: ['cat /tmp/x'] } }), container, 'livenessProbe', 3000);
    expect(await asked('exec: "cat /tmp/x": stat cat /tmp/x: no such file or directory')).to.include({ succeeds: false, field: 'exec.command' });
    expect((await failureFrom(asked('container app waits: ImagePullBackOff'))).observed).to.equal('container app waits: ImagePullBackOff');
  });

  it('is none where it asks another host, or speaks another protocol', async () => {
    expect(await answer((manifest) => manifest.with(`${container}.livenessProbe.httpGet.host`, '127.0.0.1'))).to.include({ succeeds: false, field: 'httpGet.host' });
    expect(await answer((manifest) => manifest.with(`${container}.livenessProbe.httpGet.scheme`, 'HTTPS'))).to.include({ succeeds: false, field: 'httpGet.scheme' });
    expect(await answer((manifest) => manifest.with(`${container}.livenessProbe.httpGet`, { scheme: 'HTTPS', port: 8443 })), 'of a sidecar').to.equal(undefined);
  });

  it('is not known where the probe only connects, or where there is none', async () => {
    expect(await answer((manifest) => manifest.with(`${container}.livenessProbe`, { tcpSocket: { port: 3000 } }))).to.equal(undefined);
    expect(await answer((manifest) => manifest.without(`${container}.livenessProbe`))).to.equal(undefined);
  });
});
