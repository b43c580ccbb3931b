import type { CronJob, Job, KubeObject } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { JobRef } from './job-ref.ts';
import { ObjectRef } from './object-ref.ts';
import type { Scope } from './scope.ts';
import type { FreeWait } from './scope.ts';
import type { WaitOptions } from './watcher.ts';

/** A CronJob by name. */
export class CronJobRef extends ObjectRef {
  constructor(scope: Scope, name: string) {
    super(scope, 'CronJob', name);
  }

  async now(): Promise<CronJob | undefined> {
    return await this.scope.read<CronJob>('batch/v1', 'CronJob', this.name);
  }

  /** The Jobs that it has made and not yet removed, oldest first; told by their owner. */
  async jobs(): Promise<JobRef[]> {
    const jobs = await this.scope.list<Job>('batch/v1', 'Job');
    const made = jobs.filter((job) => this.#owns(job)).toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
    return made.map((job) => new JobRef(this.scope, job.metadata?.name ?? ''));
  }

  /**
   * Resolves with a Job that it has made as soon as there is one, and then waits until that is complete. A schedule has minutes
   * as its smallest unit: say `within` (milliseconds), for the start and for the Job each.
   *
   * @throws LessonFailure when none is made, or the Job fails
   */
  async complete(options: WaitOptions = {}): Promise<Job> {
    const wait: FreeWait<Job & KubeObject, string> = {
      ...options,
      apiVersion: 'batch/v1',
      kind: 'Job',
      blame: options.blame ?? { on: this.id, field: 'spec.schedule' },
      state: texts.verbs.cronJob.started(this.id),
      seen: (jobs) => jobs.find((job) => this.#owns(job))?.metadata?.name,
    };
    return await new JobRef(this.scope, await this.scope.until(wait)).complete(options);
  }

  #owns(job: Job): boolean {
    return job.metadata?.ownerReferences?.some(({ kind, name }) => kind === 'CronJob' && name === this.name) === true;
  }
}

function startOf(job: Job): string {
  return job.metadata?.creationTimestamp ?? '';
}
