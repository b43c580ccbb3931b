import { expect } from 'chai';
import { verbatim } from '../../../harness/text/language.ts';
import { InvalidMeasurement } from '../../../harness/verdict/invalid-measurement.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { inRoom, lacksRoom, requireRoom } from '../../../specs/checks/room.ts';
import { FakeApi } from '../../client/fake-api.ts';
import { app, given } from './fixtures/lesson-05.ts';

describe('room for pods', () => {
  const lacking = (more: { noRoom?: true } = {}) => Promise.reject(new LessonFailure({ expected: verbatim('complete'), observed: verbatim('2 Insufficient cpu'), object: app, elapsedMs: 0, ...more }));

  it('is asked for in all, and the replicas are told where even an empty cluster has too little', async () => {
    const api = await FakeApi.serve({ 'GET /api/v1/nodes': () => ({ metadata: {}, items: ['1', '1500m'].map((cpu) => ({ status: { allocatable: { cpu } } })) }) });
    const check = async (replicas: number): Promise<string> => {
      const lesson = given(app, (manifest) => manifest.with('spec.replicas', replicas).with('spec.template.spec.containers[app].resources.requests', { cpu: '250m', memory: '64Mi' }), { client: api.client });
      try {
        await requireRoom(lesson, lesson.manifest('Deployment', 'koa-sample-ap'));
        return 'fits';
      } catch (error) {
        return error instanceof LessonFailure ? `${error.failure.field ?? ''}: ${error.failure.expected}, not ${error.failure.observed}` : String(error);
      }
    };
    expect(await check(10)).to.equal('fits');
    expect(await check(11)).to.equal('spec.replicas: pods that all nodes together have room for: 2.5 of cpu, not 11 pods that ask for 0.25 each, 2.75 in all');
    await api.close();
  });

  it('that the nodes have only at other times is no fault of a manifest', async () => {
    expect(await lacksRoom(lacking({ noRoom: true }))).to.deep.equal(verbatim('2 Insufficient cpu'));
    expect(await lacksRoom(Promise.resolve())).to.equal(undefined);
    const error: unknown = await inRoom(given(), lacking({ noRoom: true })).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(InvalidMeasurement);
  });

  it('that no node has at any time is one, and so is whatever else keeps a pod', async () => {
    expect(await lacksRoom(lacking()).catch((thrown: unknown) => thrown)).to.be.instanceOf(LessonFailure);
  });
});
