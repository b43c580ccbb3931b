import { expect } from 'chai';
import type { LessonNamespace } from '../../../harness/lesson/given.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { withCause } from '../../../specs/mysql/start.ts';
import { given } from '../checks/fixtures/lesson-05.ts';

/** A namespace with one pod of the database, whose server has written this in its present life and in the one before. */
function place(now: string[], before: string[] = []): LessonNamespace {
  const written = (lines: string[]): { text: string }[] => lines.map((text) => ({ text }));
  const pod = {
    status: () => ({ restartCount: before.length }),
    container: () => ({ lines: ({ previous = false } = {}) => Promise.resolve(written(previous ? before : now)), exec: () => Promise.resolve({ exitCode: 1, stdout: '', stderr: '' }) }),
  };
  return { deployment: () => ({ pods: () => ({ now: () => Promise.resolve([pod]) }) }) } as unknown as LessonNamespace;
}

const lesson = given();
const notReady = (): never => lesson.fail({ on: 'Deployment/koa-sample-db', field: 'spec.template.spec.containers[0]', expected: verbatim('ready'), observed: verbatim('container mysql ended 3 times') });

/** How a check fails that is told with its cause. */
async function told(where: LessonNamespace, check: () => never = notReady): Promise<string> {
  const error = await withCause(lesson, where, async () => await Promise.resolve().then(check)).then(() => new Error('it passed'), (thrown: unknown) => thrown);
  return error instanceof LessonFailure ? `${error.failure.object} ${error.failure.field ?? ''}: ${error.failure.expected}, not ${error.failure.observed}` : String(error);
}

const denied = '[ERROR] [Entrypoint]: the data folder is empty and there is no root password: set MYSQL_ROOT_PASSWORD';
const variable = 'Deployment/koa-sample-db spec.template.spec.containers[mysql].env[MYSQL_ROOT_PASSWORD]';

describe('a failure of the database', () => {
  it('is told with the cause that the log gives, of the life before where the server was started again', async () => {
    expect(await told(place([denied]))).to.equal(`${variable}: ready, not container mysql ended 3 times; the server says: ${denied}`);
    expect(await told(place([], [denied]))).to.contain(variable);
  });

  it('is told with where the server listens', async () => {
    const nowhere = '[Server] /usr/sbin/mysqld: ready for connections. Version: 9.7  socket: /run/s  port: 0';
    expect(await told(place([nowhere]))).to.match(/^Deployment\/koa-sample-db .*args: ready, not .*listens on no port/);
  });

  it('keeps the probe or limit for which the server was ended: what the next one finds half done comes of that', async () => {
    const halfDone = '[ERROR] [MY-010457] [Server] --initialize specified but the data directory has files in it. Aborting.';
    for (const field of ['livenessProbe', 'startupProbe.httpGet.path', 'resources.limits.memory']) {
      const ended = (): never => lesson.fail({ on: 'Deployment/koa-sample-db', field: `spec.template.spec.containers[0].${field}`, expected: verbatim('ready'), observed: verbatim('ended') });
      expect(await told(place([halfDone], [halfDone]), ended)).to.equal(`Deployment/koa-sample-db spec.template.spec.containers[mysql].${field}: ready, not ended`);
    }
    expect(await told(place([halfDone]))).to.contain('volumeMounts');
  });

  it('stays as it is where the server says nothing, or is no failure of a lesson', async () => {
    expect(await told(place(['[System] starting']))).to.equal('Deployment/koa-sample-db spec.template.spec.containers[mysql]: ready, not container mysql ended 3 times');
    expect(await told(place([denied]), () => { throw new Error('a broken check'); })).to.equal('Error: a broken check');
  });

  it('has one cause only, the first that was found', async () => {
    const within = () => withCause(lesson, place([denied]), async () => await Promise.resolve().then(notReady));
    const error: unknown = await withCause(lesson, place(['[ERROR] unknown option --x', "unknown option '--x'"]), within).catch((thrown: unknown) => thrown);
    expect((error as LessonFailure).failure.field).to.contain('MYSQL_ROOT_PASSWORD');
  });
});
