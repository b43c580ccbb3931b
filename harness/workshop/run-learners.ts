import type { LearnersOptions } from './learners-options.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import { missingRight } from '../cluster/require-rights.ts';
import type { ScriptTools } from '../process/script.ts';
import { texts } from '../text/texts.ts';
import { clientOfContext } from './client-of-context.ts';
import { findLearners } from './find-learners.ts';
import { makeLearners } from './make-learners.ts';
import { removeLearners } from './remove-learners.ts';

const t = texts.workshop.learners;

/** A namespace with pods is gone in 40 s or so; a hundred of them on two cores take minutes. */
const removeWithinMs = 300_000;

/**
 * Makes learners, removes them, or lists them.
 *
 * @returns the exit code: 2 when some could not be removed in time
 */
export async function runLearners(options: LearnersOptions, tools: ScriptTools, connect: (context: string, signal: AbortSignal) => Promise<ClusterClient> = clientOfContext): Promise<number> {
  try {
    const client = await connect(options.context, tools.signal);
    if (options.make !== undefined) return await make(client, options.make, options, tools);
    return options.remove ? await remove(client, options, tools) : await list(client, options, tools);
  } catch (error) {
    throw missingRight(error) ?? error;
  }
}

async function make(client: ClusterClient, count: number, options: LearnersOptions, { signal, say }: ScriptTools): Promise<0> {
  const made = await makeLearners(client, { ...options, count, signal });
  const before = made.filter(({ wasThere }) => wasThere).length;
  const [first] = made;
  say(t.made(count - before, before));
  say(t.kubeconfigs(options.out, first?.validUntil ?? ''));
  const server = options.server ?? client.rest.server;
  if (/^https?:\/\/(127\.|localhost|\[::1\])/.test(server)) say(t.localServer(server));
  if (first !== undefined) say(t.use(first.kubeconfig, first.name));
  return 0;
}

async function remove(client: ClusterClient, options: LearnersOptions, { signal, say }: ScriptTools): Promise<0 | 2> {
  const { removed, left } = await removeLearners(client, { ...options, signal, withinMs: removeWithinMs });
  say(removed.length + left.length === 0 ? t.none(options.prefix) : t.removed(removed.length));
  if (left.length > 0) say(t.left(left.join(', ')));
  return left.length > 0 ? 2 : 0;
}

async function list(client: ClusterClient, { prefix }: LearnersOptions, { signal, say }: ScriptTools): Promise<0> {
  const names = (await findLearners(client, prefix, signal)).map(({ metadata }) => metadata?.name ?? '');
  say(names.length === 0 ? t.none(prefix) : t.there(names.length, names.join(', ')));
  return 0;
}
