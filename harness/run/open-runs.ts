import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from '../process/process-identity.ts';
import { writePrivateFile } from '../process/write-file.ts';

/** What is noted of a run while it has something on a cluster. */
export interface OpenRun {
  runId: string;
  provider: 'kind' | 'context';
  cluster: string;
  kubeconfig: string;
  context: string;
}

type StoredRun = OpenRun & ProcessIdentity;

/**
 * Files that say which runs have something on which cluster. A run that was killed, or that kept its namespaces for a
 * look, leaves its record behind; the next run on that cluster removes what it made.
 */
export class OpenRuns {
  readonly #chosen: string | (() => string);

  /** A function is asked when the folder is needed: a folder that cannot be had is then an error of the run. */
  constructor(folder: string | (() => string)) {
    this.#chosen = folder;
  }

  get #folder(): string {
    return typeof this.#chosen === 'string' ? this.#chosen : this.#chosen();
  }

  open(record: OpenRun): void {
    const stored: StoredRun = { ...record, ...identityOf(process.pid) };
    writePrivateFile(this.#file(record.runId), JSON.stringify(stored));
  }

  /** Nothing of the run is left. */
  close(runId: string): void {
    rmSync(this.#file(runId), { force: true });
  }

  /** Runs whose process lives. */
  alive(): OpenRun[] {
    return this.#all().filter(isAlive);
  }

  /** Runs that are over and left something. */
  over(): OpenRun[] {
    return this.#all().filter((record) => !isAlive(record));
  }

  #all(): StoredRun[] {
    return list(this.#folder).flatMap((name) => {
      try {
        return [JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) as StoredRun];
      } catch {
        // Half written by a run that was killed in that moment, before it made anything; or just removed by another.
        return [];
      }
    });
  }

  #file(runId: string): string {
    return join(this.#folder, `${runId}.json`);
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}
