import { join } from 'node:path';
import { ClusterClient } from '../client/cluster-client.ts';
import { connectContext } from '../cluster/connect-context.ts';
import { missingRight } from '../cluster/require-rights.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { openOurs } from '../manifests/known-values.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import type { ScriptTools } from '../process/script.ts';
import { writePrivateFile } from '../process/write-file.ts';
import { newRunId } from '../run/run-id.ts';
import { seconds } from '../text/duration.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';
import { Board, followedKinds } from './board.ts';
import { isOpen, namespaceFilter, type BoardCommand } from './board-options.ts';
import { boardCsv } from './export.ts';
import { BoardLesson } from './judge.ts';
import { boardPage, type BoardState } from './page.ts';
import { inBoardOrder, Rows } from './rows.ts';
import { BoardServer } from './serve.ts';
import { SharedObjects } from './shared-objects.ts';

const t = texts.workshop.board;

/**
 * Shows how far the learners of a room are, until it is interrupted; or writes that once into files.
 *
 * @returns the exit code: 2 when the cluster was lost
 */
export async function runBoard(command: BoardCommand, tools: ScriptTools): Promise<number> {
  try {
    const cluster = await connectContext(command.context, {}, tools);
    return await show(command, cluster, tools);
  } catch (error) {
    // An interruption is how the board is meant to end, but for one that is yet to be written.
    if (tools.signal.aborted && command.export === undefined) return 0;
    throw missingRight(error) ?? error;
  }
}

async function show(command: BoardCommand, cluster: Cluster, { signal, say, language }: ScriptTools): Promise<number> {
  const started = Date.now();
  const { folders } = command;
  openOurs(folders.ours);
  const client = ClusterClient.forContext(cluster.kubeconfig, cluster.context);
  const context: Omit<RunContext, 'lesson' | 'verify'> = {
    runId: newRunId(), cluster, manifests: { dir: folders.ours, ours: folders.ours, contracts: folders.specs }, allowed: [], images: [], reportDir: '', language, keep: 'all', level: 'promise', client,
  };
  const lessons = await loadLessons(command, context);
  const lost = new AbortController();
  const until = AbortSignal.any([signal, lost.signal]);
  const isOurs = namespaceFilter(command.namespaces);
  const shared = await SharedObjects.follow(client, followedKinds, { reads: isOurs, clock: systemClock, signal: until, onLost: (error) => { lost.abort(error); } });
  const rows = new Rows(language);
  const state = (live: boolean): BoardState => ({ lessons: lessons.map(({ name, steps }) => ({ name, steps: steps.map((title) => title[language]) })), rows: inBoardOrder(rows.all), at: Date.now(), live });
  let server: BoardServer | undefined;
  try {
    if (command.export === undefined) server = await BoardServer.open({ host: command.host, port: command.port, page: () => boardPage(state(true), language), rows: () => rows.all });
    const open = server;
    const board = new Board({ lessons, rows, shared, client, context, signal: until, onRow: (name) => { open?.changed(name); } });
    if (server !== undefined) say(t.at(server.url));
    if (server !== undefined && isOpen(command)) say(t.open);
    let first = true;
    for await (const { objects } of watchObjects(apiSource(client, 'v1', 'Namespace', {}), { clock: systemClock, signal: until })) {
      const names = objects.filter(({ metadata }) => isOurs(metadata?.name ?? '') && metadata?.deletionTimestamp === undefined).map(({ metadata }) => metadata?.name ?? '');
      for (const { name } of rows.all) if (!names.includes(name)) board.remove(name);
      const added = names.filter((name) => rows.row(name) === undefined).map(async (name) => { await board.add(name); });
      if (!first) continue;
      first = false;
      if (names.length === 0) say(t.none(command.namespaces.join(', ')));
      const full = Promise.all(added);
      if (command.export !== undefined) {
        await full;
        exportTo(command.export, state(false), language);
        say(t.exported(command.export));
        lost.abort();
        return 0;
      }
      void full.then(() => { if (!until.aborted) say(t.full(names.length, seconds(Date.now() - started))); });
    }
    return 0;
  } catch (error) {
    if (signal.aborted && command.export === undefined) return 0;
    throw lost.signal.aborted ? lost.signal.reason : error;
  } finally {
    lost.abort();
    await server?.close();
  }
}

async function loadLessons({ lessons, folders }: BoardCommand, context: Omit<RunContext, 'lesson' | 'verify'>): Promise<BoardLesson[]> {
  const loaded: BoardLesson[] = [];
  for (const name of lessons) loaded.push(await BoardLesson.load(name, join(folders.specs, `${name}.spec.ts`), { ...context, verify: { namespace: '', unseen: [], most: 'reads', again: true } }));
  const none = loaded.filter(({ steps }) => steps.length === 0);
  if (none.length > 0) throw new EnvironmentError('--lessons', t.notByLooking(none.map(({ name }) => name).join(', ')), t.notByLookingHint);
  return loaded;
}

function exportTo(folder: string, state: BoardState, language: ScriptTools['language']): void {
  writePrivateFile(join(folder, 'board.html'), boardPage(state, language));
  // A spreadsheet takes a file for UTF-8 where it says so.
  writePrivateFile(join(folder, 'board.csv'), `\uFEFF${boardCsv(state)}`);
}
