import type { CommandLine } from '../cli/command-line.ts';
import { filled } from '../cli/values.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import { missingRight } from '../cluster/require-rights.ts';
import { loadLesson } from '../manifests/load.ts';
import { lessonFolders } from '../process/checkout.ts';
import type { ScriptTools } from '../process/script.ts';
import { asTaught, findLessons, selectLessons } from '../run/lessons.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { clientOfContext } from './client-of-context.ts';
import { solve } from './solve.ts';

const t = texts.workshop.solve;

export const solveLine: CommandLine = {
  name: 'npm run solve --',
  about: t.about,
  argument: { form: texts.cli.test.lessonForm, about: t.lesson },
  options: [
    { flags: '--context <name>', about: t.context, read: filled },
    { flags: '--namespace <name>', about: t.namespace, read: filled },
    { flags: '--replace', about: t.replace },
  ],
  more: [{ heading: texts.cli.help.examples, lines: [verbatim('npm run solve -- 02 --context kind-room --namespace learner-07')] }],
};

/** Solves lessons in a learner's namespace, in the order in which they are taught. Throws EnvironmentError for what is missing, is not there, or is refused. */
export async function runSolve(raw: Readonly<Record<string, unknown>>, words: readonly string[], { signal, say }: ScriptTools, connect: (context: string, signal: AbortSignal) => Promise<ClusterClient> = clientOfContext): Promise<0> {
  const { context, namespace, replace } = raw as { context?: string; namespace?: string; replace?: true };
  if (words.length === 0) throw new EnvironmentError(texts.cli.commandLine, t.noLesson, t.neededHint);
  if (context === undefined) throw new EnvironmentError('--context', texts.verify.needed('--context'), t.neededHint);
  if (namespace === undefined) throw new EnvironmentError('--namespace', texts.verify.needed('--namespace'), t.neededHint);
  const lessons = asTaught(selectLessons(findLessons(lessonFolders), words));
  try {
    const client = await connect(context, signal);
    if ((await client.read({ apiVersion: 'v1', kind: 'Namespace', name: namespace })) === undefined) throw new EnvironmentError('--namespace', texts.verify.noNamespace(namespace, context), texts.verify.noNamespaceHint(namespace));
    for (const lesson of lessons) {
      const { applied, madeAnew, leftOut } = await solve(client, { lesson, manifests: loadLesson(lessonFolders.ours, lesson), namespace, replace: replace === true, signal });
      say(t.applied(lesson, applied.join(', ')));
      if (madeAnew.length > 0) say(t.madeAnew(madeAnew.join(', ')));
      if (leftOut.length > 0) say(t.leftOut(leftOut.join(', ')));
    }
    say(t.next(`npm run verify -- ${lessons.map((name) => name.slice(0, 2)).join(' ')} --context ${context} --namespace ${namespace}`));
    return 0;
  } catch (error) {
    throw missingRight(error) ?? error;
  }
}
