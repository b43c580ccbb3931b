import type { StreamPlan } from '../options.ts';
import type { RawSample } from '../sample-batch.ts';
import { HttpClient } from './http-client.ts';
import { StickyClient } from './sticky-client.ts';

/** One stream at work: sends what is due and writes down what became of it. */
export class StreamSender {
  readonly #number: number;
  readonly #http: HttpClient;
  readonly #clients: StickyClient[];
  readonly #now: () => number;
  readonly #record: (sample: RawSample) => void;
  readonly #everyMs: number;
  /** When each request that is under way was due, the oldest first. */
  readonly #underWay = new Set<number>();
  #sent = 0;
  #nextDueMs = 0;

  /** `now` gives milliseconds since the traffic began; `number` is the stream's place in the plan. */
  constructor(number: number, plan: StreamPlan, baseUrl: string, on: { now: () => number; record: (sample: RawSample) => void }) {
    this.#number = number;
    this.#http = new HttpClient(baseUrl, plan);
    this.#clients = plan.kind === 'sticky' ? Array.from({ length: plan.clients }, () => new StickyClient(plan.path.replace(/\?.*$/, ''))) : [];
    this.#now = on.now;
    this.#record = on.record;
    this.#everyMs = 1_000 / plan.rate;
  }

  /** Requests that are sent and not yet over. */
  get inFlight(): number {
    return this.#underWay.size;
  }

  /** Every request that was due before this many milliseconds is over. */
  get overMs(): number {
    const [oldest = this.#nextDueMs] = this.#underWay;
    return oldest;
  }

  send(dueMs: number): void {
    const client = this.#clients.length === 0 ? 0 : this.#sent % this.#clients.length;
    const browser = this.#clients[client];
    const cookie = browser?.cookie;
    this.#sent++;
    this.#nextDueMs = dueMs + this.#everyMs;
    this.#underWay.add(dueMs);
    const sentMs = this.#now();
    this.#http.send(cookie, ({ setCookie, ...outcome }) => {
      this.#underWay.delete(dueMs);
      browser?.learn(setCookie, cookie);
      this.#record({ stream: this.#number, client, dueMs, sentMs, doneMs: this.#now(), ...outcome, cookie: cookie !== undefined });
    });
  }

  close(): void {
    this.#http.close();
  }
}
