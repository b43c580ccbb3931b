import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import pLimit from 'p-limit';
import type { CommandLine } from '../cli/command-line.ts';
import { ClusterClient } from '../client/cluster-client.ts';
import { ensureCluster } from '../cluster/ensure-cluster.ts';
import { listNodes } from '../cluster/kind-nodes.ts';
import { prepare } from '../cluster/prepare.ts';
import { releaseCluster } from '../cluster/remove-cluster.ts';
import { loadLesson } from '../manifests/load.ts';
import { checkout, lessonFolders, workFolder } from '../process/checkout.ts';
import { runCommand } from '../process/run-command.ts';
import type { ScriptTools } from '../process/script.ts';
import { asTaught, findLessons, selectLessons } from '../run/lessons.ts';
import { newRunId } from '../run/run-id.ts';
import { seconds } from '../text/duration.ts';
import { joinTexts, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { dataFolder } from '../workshop/learner-volumes.ts';
import { makeLearners } from '../workshop/make-learners.ts';
import { removeLearners } from '../workshop/remove-learners.ts';
import { solve } from '../workshop/solve.ts';
import { clusterObjects, requireFree } from './cluster-objects.ts';
import { ingressOnPage, runCurl } from './curl.ts';
import { NodeShell } from './node-shell.ts';
import { readPage, withShown, type Page } from './page.ts';
import { runPage, type Difference, type PageRun } from './run-page.ts';
import { handoutFiles } from './handout-files.ts';

const t = texts.workshop.handout;

/** Handouts side by side; each has a namespace of its own. */
const atOnce = 2;

/** Milliseconds for the namespaces to go. */
const removeWithinMs = 120_000;

export const handoutLine: CommandLine = {
  name: 'npm run handout --',
  about: t.about,
  argument: { form: texts.cli.test.lessonForm, about: t.lesson },
  options: [{ flags: '--update', about: t.update }],
};

/**
 * Runs the commands of handouts on the cluster of this checkout, each as a learner in a namespace of its own.
 *
 * @returns the exit code: 1 where a page shows something else than what was printed, and is not to be written anew
 */
export async function runHandout(raw: Readonly<Record<string, unknown>>, words: readonly string[], tools: ScriptTools): Promise<0 | 1> {
  const update = raw['update'] === true;
  const lessons = asTaught(selectLessons(findLessons(lessonFolders), words)).filter((lesson) => words.length > 0 || existsSync(handoutFiles(lessonFolders.ours, lesson).en));
  const pages = lessons.map((lesson) => ({ lesson, page: pageOf(lesson) }));
  const { kind, images } = await prepare(tools);
  const cluster = await ensureCluster({ images, kind }, tools);
  try {
    const node = (await listNodes(cluster.name, tools.signal)).find(({ role }) => role === 'control-plane')?.name ?? '';
    const client = ClusterClient.forContext(cluster.kubeconfig, cluster.context);
    const nodes = (await client.list('v1', 'Node', {}, { signal: tools.signal })).items.map(({ metadata }) => metadata?.name ?? '');
    const [limit, oneByOne] = [pLimit(atOnce), pLimit(1)];
    const inTurn = async (page: Page, run: () => Promise<PageRun>): Promise<PageRun> => (usesIngress(page) ? await oneByOne(async () => await limit(run)) : await limit(run));
    const runs = await Promise.all(pages.map(({ lesson, page }) => inTurn(page, async () => {
      const started = Date.now();
      const run = await asLearner(client, lesson, page, { node, nodes, ingressUrl: cluster.ingressUrl ?? ingressOnPage }, tools.signal);
      for (const line of tell(lesson, run, Date.now() - started, update)) tools.say(line);
      if (update) rewrite(lesson, page, run);
      return run;
    })));
    return runs.some(({ differences }) => differences.some((each) => !update || endedBadly(each))) ? 1 : 0;
  } finally {
    await releaseCluster(cluster);
  }
}

/** All pages with an Ingress have the same hosts: who has another's at the same time would get the other's requests. */
function usesIngress({ steps }: Page): boolean {
  return steps.some(({ command }) => command.includes(ingressOnPage));
}

function pageOf(lesson: string): Page {
  const { en } = handoutFiles(lessonFolders.ours, lesson);
  if (!existsSync(en)) throw new EnvironmentError(texts.run.lesson, t.none(lesson), t.noneHint(relative(checkout, en)));
  return readPage(readFileSync(en, 'utf8'), relative(checkout, en));
}

/** A namespace, the lessons that come before it, and the page's commands; all of it goes afterwards, also what its administrator makes of the lesson for the whole cluster. */
async function asLearner(client: ClusterClient, lesson: string, page: Page, where: { node: string; nodes: readonly string[]; ingressUrl: string }, signal: AbortSignal): Promise<PageRun> {
  const prefix = `handout-${newRunId()}-`;
  const out = join(workFolder, 'handout', prefix);
  const made = clusterObjects(page, loadLesson(lessonFolders.ours, lesson));
  await requireFree(client, made, signal);
  try {
    const [learner] = await makeLearners(client, {
      prefix, count: 1, out, hours: 2, podSecurity: 'baseline', server: `https://${where.node}:6443`, folders: lessonFolders, volumesOf: [lesson, ...page.after], signal,
    });
    if (learner === undefined) throw new Error('no learner was made');
    const namespace = learner.name;
    for (const before of page.after) await solve(client, { lesson: before, manifests: loadLesson(lessonFolders.ours, before), namespace, replace: false, signal });
    const shell = await NodeShell.open(where.node, namespace, { manifests: lessonFolders.ours, kubeconfig: learner.kubeconfig }, signal);
    try {
      const administrator = page.steps.some(({ admin }) => admin) ? await shell.asAdministrator(namespace, signal) : shell;
      return await runPage(page, async (command, { admin }) => {
        if (command.startsWith('curl ')) return await runCurl(command, { ingressUrl: where.ingressUrl, folder: out }, signal);
        return await (admin === true ? administrator : shell).run(command, signal);
      }, { namespace, nodes: where.nodes });
    } finally {
      await shell.close();
    }
  } finally {
    // What was made goes even when the run is interrupted.
    for (const ref of made) await client.delete(ref, { signal: AbortSignal.timeout(removeWithinMs) });
    await removeLearners(client, { prefix, out, withinMs: removeWithinMs, signal: AbortSignal.timeout(removeWithinMs) });
    rmSync(out, { recursive: true, force: true });
    // Nobody comes back to a learner of whom nothing is left but the data of a database.
    await Promise.all(where.nodes.map(async (node) => await runCommand('docker', ['exec', node, 'sh', '-c', `rm -rf ${dataFolder}/${prefix}*`], { deadlineMs: 30_000 })));
  }
}

function tell(lesson: string, { steps, differences }: PageRun, durationMs: number, update: boolean): Text[] {
  const sum = differences.length === 0 ? t.holds(lesson, steps, seconds(durationMs)) : t.differs(lesson, differences.length, steps, seconds(durationMs));
  return [sum, ...differences.filter((each) => !update || endedBadly(each)).flatMap((difference) => tellOne(lesson, difference))];
}

/** Whether a command ended otherwise than the page announces: no new output makes that right. */
function endedBadly({ step, exitCode }: Difference): boolean {
  return exitCode !== step.exitCode;
}

function tellOne(lesson: string, { step, compared, exitCode }: Difference): Text[] {
  const place = `manifests/${lesson}/README.md:${step.line}`;
  return [
    joinTexts([verbatim(`✗ ${place}  $ ${step.command}`), exitCode === step.exitCode ? '' : t.exitCode(step.exitCode, exitCode)], '  '),
    ...compared.map(({ mark, line }) => verbatim(`    ${mark} ${line}`.trimEnd())),
  ];
}

/** Both languages show the same output: it comes from the cluster. */
function rewrite(lesson: string, page: Page, { shown }: PageRun): void {
  for (const file of Object.values(handoutFiles(lessonFolders.ours, lesson))) {
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const { steps } = readPage(text, relative(checkout, file));
    if (steps.map(({ command }) => command).join('\n') !== page.steps.map(({ command }) => command).join('\n')) throw new EnvironmentError(relative(checkout, file), t.otherCommands, t.otherCommandsHint);
    writeFileSync(file, withShown(text, steps, steps.map((step, index) => shown[index] ?? sameAs(step.shown, page.steps[index]?.shown ?? []))));
  }
}

/** What the English page shows, where the other shows something else. */
function sameAs(here: readonly string[], there: readonly string[]): string[] | undefined {
  return here.join('\n') === there.join('\n') ? undefined : [...there];
}
