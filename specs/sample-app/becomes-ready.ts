import type { Pod as PodObject } from '../../harness/client/objects.ts';
import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { toldAgain } from '../checks/told-again.ts';
import { Database } from '../mysql/database.ts';
import { appContainerName, portOf } from './app-container.ts';
import { codeIn, isNotReached, meaningOf, settingIn } from './database-complaint.ts';
import { settingAt } from './settings.ts';
import { policyBeforeDatabase } from './way-to-database.ts';
import { t } from './texts.ts';

/** Milliseconds in which a container starts. */
const startsMs = 60_000;
/** Milliseconds after which what may pass by itself (a name that DNS does not know yet, a policy that is on its way) will not: the database was ready before. */
const lastsMs = 20_000;

/**
 * Resolves when all pods of the app are ready. The database is waited for first: from then on nothing is missing that may
 * come later. Where they do not get ready, the failure says what the app itself says about its database.
 *
 * @param options `patienceMs`: for how long the app may say what could still pass by itself; 20 s when absent
 * @throws LessonFailure about the setting, probe or field at fault
 */
export async function appBecomesReady(given: Given, app: Manifest, { patienceMs = lastsMs } = {}): Promise<void> {
  const database = Database.of(given);
  await database.in(given).complete({ blame: { on: database.manifest, hint: t.hints.databaseNotReady } });
  const asked = new Complaint(given, app, patienceMs);
  try {
    const blame = { on: app, hint: t.hints.appNotReady };
    await Promise.race([given.deployment(app.name).complete({ starts: 'alone', blame }), asked.final()]);
  } catch (error) {
    if (!(error instanceof LessonFailure)) throw error;
    const setting = settingIn(error.failure.observed) ?? (error.failure.field === undefined ? meaningOf(asked.last)?.setting : undefined);
    if (setting === undefined) throw error;
    toldAgain(given, error, (await blameOfWay(given, app, asked.last)) ?? blameOfSetting(given, app, setting), asked.last === '' ? undefined : t.settings.says(asked.last));
  } finally {
    asked.stop();
  }
}

function blameOfSetting(given: Given, app: Manifest, setting: string): Blame {
  return { ...settingAt(given, app, setting), hint: setting === 'DB_PASSWORD' || setting === 'DB_USER' ? t.hints.account : t.hints.settings };
}

/** The NetworkPolicy that keeps the app from its database, where it says that it does not reach it. */
async function blameOfWay(given: Given, app: Manifest, code: string): Promise<Blame | undefined> {
  if (!isNotReached(code)) return undefined;
  return await policyBeforeDatabase(given, app);
}

/** What the app of a pod says about its database, as its own `/readyz` does, while its pods are waited for. */
class Complaint {
  /** The latest code; empty where it is content or does not say. */
  last = '';
  readonly #given: Given;
  readonly #app: Manifest;
  readonly #patienceMs: number;
  /** Since when it says that. */
  #since = performance.now();
  #over = false;

  constructor(given: Given, app: Manifest, patienceMs: number) {
    this.#given = given;
    this.#app = app;
    this.#patienceMs = patienceMs;
  }

  /** Throws LessonFailure when the app says what time will not change; never resolves. */
  async final(): Promise<never> {
    const code = await this.#untilFinal().catch((error: unknown) => {
      // What keeps the pod from starting is told by who waits for it.
      if (error instanceof LessonFailure) return undefined;
      throw error;
    });
    const meaning = code === undefined ? undefined : meaningOf(code);
    if (code === undefined || meaning === undefined) return await new Promise<never>(() => undefined);
    const way = await blameOfWay(this.#given, this.#app, code);
    return this.#given.fail({ ...(way ?? blameOfSetting(this.#given, this.#app, meaning.setting)), expected: t.settings.reaches, observed: t.settings.says(code) });
  }

  /** Asks no more. */
  stop(): void {
    this.#over = true;
  }

  async #untilFinal(): Promise<string | undefined> {
    const name = appContainerName(this.#app);
    const running = await this.#given.until<PodObject, string>({
      apiVersion: 'v1', kind: 'Pod', labels: this.#app.get<Record<string, string>>('spec.template.metadata.labels') ?? {}, state: t.settings.runs, within: startsMs,
      seen: (pods) => (this.#over ? '' : pods.find((pod) => pod.status?.containerStatuses?.some((each) => each.name === name && each.state?.running !== undefined))?.metadata?.name),
    });
    const pod = this.#over ? undefined : await this.#given.pod(running).now();
    const client = await pod?.web(portOf(this.#given, this.#app));
    if (client === undefined) return undefined;
    await this.#given.response({ path: '/readyz', host: 'localhost', with: client }, {
      state: t.settings.reaches, within: startsMs,
      fits: ({ status, data }) => {
        const code = status === 200 ? '' : codeIn(data);
        if (code !== this.last) this.#since = performance.now();
        this.last = code;
        const meaning = meaningOf(code);
        return this.#over || status === 200 || meaning?.final === true || (meaning !== undefined && performance.now() - this.#since >= this.#patienceMs);
      },
    });
    return this.#over ? undefined : this.last;
  }
}
