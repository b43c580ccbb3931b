/**
 * The process of one lesson: loads its spec into mocha, waits until the runner lets it begin, runs it, and tells what happens.
 *
 * Started by the runner with a channel and the path of the spec as its argument. The runner's first message is the run's
 * context.
 */
import { openOurs } from '../manifests/known-values.ts';
import { endProcess } from '../process/end-process.ts';
import { defined } from '../values/defined.ts';
import { endOnSignals } from './end-on-signals.ts';
import { tellRunner, type RunnerMessage } from './events.ts';
import { interrupted } from './interruption.ts';
import { LoadedSpec, tellNotLoaded } from './loaded-spec.ts';
import { setRunContext } from './run-context.ts';

/** The run's context; throws when no runner has started this process. */
async function firstMessage(): Promise<Extract<RunnerMessage, { type: 'context' }>> {
  if (process.send === undefined) throw new Error('no runner has started this process: run lessons with `npm test -- <lesson>`');
  return await new Promise((resolve) => {
    process.once('message', resolve);
  });
}

/** Resolves when the runner lets the lesson begin, or when the lesson is to end before it began. */
async function untilBegin(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.on('message', (message: RunnerMessage) => {
      if (message.type === 'begin') resolve();
    });
    if (interrupted.aborted) resolve();
    interrupted.addEventListener('abort', () => { resolve(); });
  });
}

endOnSignals();

const { context, grep } = await firstMessage();
setRunContext(context);
openOurs(context.manifests.ours);

try {
  const spec = await LoadedSpec.load(process.argv[2] ?? '', context, defined({ grep }));
  const begun = untilBegin();
  await spec.tellPlan();
  await begun;
  if (!interrupted.aborted) await spec.run();
} catch (error) {
  await tellNotLoaded(context, error);
}
await tellRunner({ type: 'done' });
// A socket that a client keeps open must not hold a lesson that has told everything.
await endProcess(0);
