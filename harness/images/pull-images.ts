import pLimit from 'p-limit';
import type { ImageStore, PullOutcome } from './image-store.ts';
import { showJobs, type Job, type JobDisplay } from './show-jobs.ts';
import { texts } from '../text/texts.ts';

const t = texts.images;

/** Layers of one image are fetched side by side already. */
const SIDE_BY_SIDE = 3;

export interface PullOptions {
  store: ImageStore;
  signal: AbortSignal;
  display: JobDisplay;
}

/**
 * Pulls the images. The first pull is the question whether a registry answers at all: when it stays silent no other is
 * asked for. Never throws because of a registry; the outcome of each image says what happened.
 */
export async function pullImages(names: readonly string[], options: PullOptions): Promise<Map<string, PullOutcome>> {
  const [first, ...rest] = names;
  if (first === undefined) return new Map();
  options.display.say(t.asking(first));
  const heard = Promise.withResolvers<'heard'>();
  const pullFirst = options.store.pull(first, { signal: options.signal, answered: () => { heard.resolve('heard'); } });
  const opening = await Promise.race([heard.promise, pullFirst]);
  if (opening !== 'heard' && opening.outcome === 'silent') {
    options.display.say(t.noRegistry(opening.message));
    return new Map(names.map((name) => [name, opening]));
  }

  const outcomes = new Map<string, PullOutcome>();
  const slots = pLimit(SIDE_BY_SIDE);
  const job = (name: string, pull: () => Promise<PullOutcome>): Job => ({
    title: name,
    run: (say) =>
      slots(async () => {
        say(t.pulling);
        const outcome = await pull();
        outcomes.set(name, outcome);
        return outcome.outcome === 'pulled' ? t.pulled : t.notPulled(outcome.message);
      }),
  });
  await showJobs([job(first, () => pullFirst), ...rest.map((name) => job(name, () => pullTwice(name, options)))], options.display);
  return outcomes;
}

/** A registry that has answered and then falls silent is asked once more: a download may be retried. */
async function pullTwice(name: string, { store, signal }: PullOptions): Promise<PullOutcome> {
  const ask = (): Promise<PullOutcome> => store.pull(name, { signal, answered: () => undefined });
  const outcome = await ask();
  return outcome.outcome === 'silent' ? ask() : outcome;
}
