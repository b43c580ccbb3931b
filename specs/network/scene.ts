import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { joinTexts, verbatim, type Text } from '../../harness/text/language.ts';
import { isAsMeant, type Answer, type Question, type Verdict } from './asking.ts';
import { blameOfClosed, blameOfOpen, type Target } from './blame.ts';
import { bystander, bystanderDoors, bystanderPod } from './bystander.ts';
import { clients, doorsOf, rules, type ClientName, type Door } from './doors.ts';
import { Guests, namesake, shutIn, withAddress } from './guests.ts';
import { aimedAt, isAbout } from './rules.ts';
import { t } from './texts.ts';

/** A target by name: a door such as `blue:8001`, `app` or `database`. */
export const keyOf = ({ server, port }: Pick<Door, 'server' | 'port'>): string => `${server}:${port}`;

/** Every door of the lesson. */
export const allDoors: readonly Door[] = rules.flatMap((rule): readonly Door[] => doorsOf[rule]);

/** A door that everybody may come in at: what keeps somebody away from it lies with that client. */
export const openDoor = { server: 'blue', port: 8080 } as const;

/** Who asks whom in the lesson, and what is to be made of the answers. */
export class Scene {
  readonly guests: Guests;
  readonly #given: Given;
  readonly #targets = new Map<string, Target>();

  constructor(given: Given) {
    this.#given = given;
    this.guests = new Guests(given);
  }

  /** The policies of the folder. */
  get policies(): Manifest[] {
    return this.#given.manifests.all('NetworkPolicy');
  }

  /** Says where a target is. */
  add(name: string, target: Target): void {
    this.#targets.set(name, target);
  }

  has(name: string): boolean {
    return this.#targets.has(name);
  }

  /** A target that was added. */
  target(name: string): Target {
    const found = this.#targets.get(name);
    if (found === undefined) throw new Error(`nobody has said where ${name} is`);
    return found;
  }

  /**
   * The doors of the bystander, if policies close them: one that is not selected by any stays open, which is the learner's choice. None
   * where nobody has said where it is.
   */
  bystanders(): readonly Door[] {
    const isClosed = aimedAt(this.policies, bystanderPod.metadata?.labels ?? {}).some((policy) => isAbout(policy, 'Ingress'));
    return isClosed ? bystanderDoors.filter((door) => this.has(keyOf(door))) : [];
  }

  /** Who may come in at a door. */
  async openTo({ open }: Door): Promise<readonly ClientName[]> {
    return open === 'by address' ? withAddress(await this.guests.all()) : open;
  }

  /** The questions of all clients at those of these doors that were added. */
  async through(doors: readonly Door[]): Promise<Question[]> {
    const questions = await Promise.all(doors.filter((door) => this.has(keyOf(door))).map(async (door) => {
      const open = await this.openTo(door);
      return clients.map((who) => this.#question(who, keyOf(door), open.includes(who)));
    }));
    return questions.flat();
  }

  /** The questions of all clients, and of the app's namesake in another namespace, at targets to which none of them may come in. */
  to(names: readonly string[]): Question[] {
    return names.flatMap((name) => [...clients, namesake].map((who) => this.#question(who, name, false)));
  }

  /** The question of the pod that is shut in, at a door that everybody else may come in at; none where that door was not added. */
  wayOut(): Question[] {
    return this.has(keyOf(openDoor)) ? [this.#question(shutIn, keyOf(openDoor), false)] : [];
  }

  #question(who: string, name: string, open: boolean): Question {
    const { address, port } = this.target(name);
    return { who, to: name, host: address, port, open };
  }

  /** Throws LessonFailure that lists the connections that are not as they must be, about what `blame` finds for the first of them. */
  requireAsMeant(answers: readonly Answer[], blame: (answer: Answer) => Blame): void {
    const wrong = answers.filter((answer) => !isAsMeant(answer));
    const [first] = wrong;
    if (first === undefined) return;
    const { who, to, open } = first.question;
    this.#given.fail({
      ...blame(first),
      expected: (open ? t.mayReach : t.mayNotReach)(clientText(who), to),
      observed: joinTexts(wrong.map(({ question, verdict }) => t.connection(clientText(question.who), question.to, verdictText(verdict))), '; '),
    });
  }

  /** Finds why a client comes in, or does not, by what is written; `open` are those that may, `toNobody` says that nobody else may either. */
  async whoIsToBlame(open: readonly string[], toNobody = open.length === 0): Promise<(answer: Answer) => Omit<Blame, 'hint'>> {
    const guests = await this.guests.all();
    const endsOf = (names: readonly string[]) => names.flatMap((name) => guests.get(name)?.end ?? []);
    const doors = await Promise.all(allDoors.filter((door) => this.has(keyOf(door))).map(async (door) => ({ key: keyOf(door), server: this.target(keyOf(door)), open: endsOf(await this.openTo(door)) })));
    return ({ question: { who, to }, verdict }) => {
      const [end] = endsOf([who]);
      const { policies } = this;
      if (policies.length === 0 || end === undefined) return { on: 'Folder/17-network-policy' };
      const server = this.target(to);
      const others = doors.filter((door) => door.key !== to && door.server.pod === server.pod && door.open.length > 0);
      const place = (verdict.verdict === 'reached' ? blameOfOpen : blameOfClosed)(policies, end, server, { all: endsOf(clients), open: endsOf(open), toNobody, others });
      // What lets somebody in there is right where it belongs.
      return server.pod.name === bystander && place.field?.startsWith('spec.ingress') === true ? { on: place.on, field: 'spec.podSelector' } : place;
    };
  }
}

/** What became of a connection, in words. */
export function verdictText(verdict: Verdict): Text {
  return verdict.verdict === 'could not ask' ? t.couldNotAsk(verdict.why) : t.verdicts[verdict.verdict];
}

function clientText(who: string): Text {
  return who in t.clients ? t.clients[who as ClientName] : verbatim(who);
}
