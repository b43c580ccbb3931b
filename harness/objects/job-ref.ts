import type { Job, KubeObject } from '../client/objects.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Problem } from '../wait/problem.ts';
import { ownerOf } from '../wait/pod-owner.ts';
import { ObjectRef } from './object-ref.ts';
import type { Scope } from './scope.ts';
import { missingProblem } from './missing.ts';
import type { WaitOptions, Workload } from './watcher.ts';

const t = texts.objects;

interface JobKinds extends Workload {
  jobs: Job & KubeObject;
}

/** A Job by name. */
export class JobRef extends ObjectRef {
  constructor(scope: Scope, name: string) {
    super(scope, 'Job', name);
  }

  /** Resolves when the Job has done its work; ends early when it failed. */
  async complete(options: WaitOptions = {}): Promise<Job> {
    return await this.#when('Complete', options, (job) =>
      condition(job, 'Failed') === undefined
        ? []
        : [{ key: 'failed', object: this.id, field: 'spec.template.spec', observed: t.job.failed(condition(job, 'Failed')?.message ?? ''), hint: texts.wait.hints.job, graceMs: 0 }],
    );
  }

  /** Resolves when the Job has given up. */
  async failed(options: WaitOptions = {}): Promise<Job> {
    return await this.#when('Failed', options, () => []);
  }

  async #when(state: 'Complete' | 'Failed', options: WaitOptions, problems: (job: Job) => Problem[]): Promise<Job> {
    const { watcher } = this.scope;
    const problemsOf = await watcher.workloadProblems();
    return await watcher.until<JobKinds, Job>({
      object: this.id,
      state: verbatim(state),
      sources: { ...watcher.workload(), jobs: watcher.source<Job & KubeObject>('batch/v1', 'Job', { name: this.name }) },
      reached: ({ jobs }) => jobs.find((job) => condition(job, state) !== undefined),
      describe: ({ jobs }) => (jobs[0] === undefined ? t.none : t.job.seen(jobs[0].status?.active ?? 0, jobs[0].status?.succeeded ?? 0, jobs[0].status?.failed ?? 0)),
      problems: (snapshot) => {
        if (snapshot.jobs.length === 0) return [missingProblem(this.scope, this.id)];
        // A pod of a Job ends by itself, well or badly: only what keeps it from starting is a problem.
        const own = problemsOf(snapshot, (pod) => ownerOf(pod).object === this.id && !['Failed', 'Succeeded'].includes(pod.status?.phase ?? ''));
        return [...snapshot.jobs.flatMap(problems), ...own];
      },
      options,
    });
  }
}

function condition(job: Job, type: string): { message?: string } | undefined {
  return job.status?.conditions?.find((each) => each.type === type && each.status === 'True');
}
