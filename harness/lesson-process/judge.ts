/**
 * A process that judges lessons again and again: each time it is told which spec, and on what. The spec is evaluated anew, so that
 * nothing of one judgement is in the next; what specs are written with stays loaded. After a judgement that was cut short it ends: what
 * that has begun may still fail, and would be taken for a failure of the next.
 */
import { openOurs } from '../manifests/known-values.ts';
import { Queue } from '../wait/queue.ts';
import { endOnSignals } from './end-on-signals.ts';
import { tellRunner, type RunnerMessage } from './events.ts';
import { interrupted } from './interruption.ts';
import { LoadedSpec, tellNotLoaded } from './loaded-spec.ts';
import { setRunContext } from './run-context.ts';

type Task = Extract<RunnerMessage, { type: 'judge' | 'load' }>;

const tasks = new Queue<Task>();

async function perform({ type, specFile, context }: Task, time: number): Promise<void> {
  setRunContext(context);
  openOurs(context.manifests.ours);
  try {
    const spec = await LoadedSpec.load(specFile, context, { time });
    if (type === 'judge') {
      await spec.tellPlan();
      if (!interrupted.aborted) await spec.run();
    }
  } catch (error) {
    if (type === 'judge') await tellNotLoaded(context, error);
  }
  await tellRunner({ type: 'done' });
}

endOnSignals();
process.on('message', (message: RunnerMessage) => {
  if (message.type === 'judge' || message.type === 'load') tasks.push(message);
});
interrupted.addEventListener('abort', () => { tasks.fail(interrupted.reason); });

try {
  for (let time = 0; !interrupted.aborted; time += 1) await perform(await tasks.next(), time);
} finally {
  process.exit(0);
}
