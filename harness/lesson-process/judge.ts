/**
 * A process that judges lessons again and again: each time it is told which spec, and on what. The spec is evaluated anew, so that
 * nothing of one judgement is in the next; what specs are written with stays loaded.
 */
import { openOurs } from '../manifests/known-values.ts';
import { texts } from '../text/texts.ts';
import { Queue } from '../wait/queue.ts';
import { endOnSignals } from './end-on-signals.ts';
import { tellRunner, type RunnerMessage } from './events.ts';
import { interrupt, interrupted, renewInterruption } from './interruption.ts';
import { LoadedSpec, tellNotLoaded } from './loaded-spec.ts';
import { setRunContext } from './run-context.ts';

type Judgement = Extract<RunnerMessage, { type: 'judge' }>;

const judgements = new Queue<Judgement | 'end'>();
/** Aborted when the process is to end: what is cut short by a change alone is followed by another judgement. */
const over = new AbortController();

async function judge({ specFile, context }: Judgement, time: number): Promise<void> {
  renewInterruption();
  setRunContext(context);
  openOurs(context.manifests.ours);
  try {
    const spec = await LoadedSpec.load(specFile, context, { time });
    await spec.tellPlan();
    if (!interrupted.aborted) await spec.run();
  } catch (error) {
    await tellNotLoaded(context, error);
  }
  await tellRunner({ type: 'done' });
}

endOnSignals();
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(event, () => {
    over.abort();
    judgements.push('end');
  });
}
process.on('message', (message: RunnerMessage) => {
  if (message.type === 'judge') judgements.push(message);
  else if (message.type === 'stop') interrupt(texts.verify.anew);
});

for (let time = 0; !over.signal.aborted; time += 1) {
  const next = await judgements.next();
  if (next === 'end') break;
  await judge(next, time);
}
process.exit(0);
