// A random walk in the manner of Jepsen's bank test: clients that do at random what members, outlets and staff do, some of
// it twice, while the processes that answer them are killed; whoever gets no answer asks again with the same key.
import { isDeepStrictEqual } from 'node:util';
import { ApiProcess, type ApiData, type Asked, type Told } from '../support/api-process';
import { newKey } from './shop';

/** What the walk remembers of a call that was answered. */
export interface Answered {
  readonly what: string;
  readonly asked: Asked;
  readonly told: Told;
}

/** A number in [0, 1) for each call, the same for the same seed. */
export type Chance = () => number;

/** Mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Api processes side by side, struck and started again. */
export class Servers {
  kills = 0;

  private constructor(
    private readonly data: ApiData,
    private readonly processes: ApiProcess[],
  ) {}

  /** Starts so many. */
  static async start(data: ApiData, count: number): Promise<Servers> {
    return new Servers(data, await Promise.all(Array.from({ length: count }, () => ApiProcess.start(data))));
  }

  /** Asks one at random, and another where one dies before it has answered. */
  async ask(asked: Asked, chance: Chance): Promise<Told> {
    for (;;) {
      const place = Math.floor(chance() * this.processes.length);
      const told = await this.processes[place]?.ask(asked).catch(() => null);
      if (told) return told;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Kills one in the middle of whatever it does, and starts another in its place. */
  async strike(chance: Chance): Promise<void> {
    const place = Math.floor(chance() * this.processes.length);
    await this.processes[place]?.kill();
    this.kills += 1;
    this.processes[place] = await ApiProcess.start(this.data);
  }

  /** Ends all. */
  async end(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.kill()));
  }
}

/** Whether two answers say the same; a kept answer may name its fields in another order. */
function sameJson(one: string, other: string): boolean {
  return one === other || (one !== '' && other !== '' && isDeepStrictEqual(JSON.parse(one), JSON.parse(other)));
}

/** A client's hand: asks, now and then twice at once, and notes what it was told. */
export class Hand {
  readonly wrongs: string[] = [];

  constructor(
    private readonly servers: Servers,
    readonly chance: Chance,
    private readonly log: Answered[],
  ) {}

  /** One of several. @throws Error when there are none */
  oneOf<Thing>(things: readonly Thing[]): Thing {
    const found = things[Math.floor(this.chance() * things.length)];
    if (found === undefined) throw new Error('there is nothing to choose from');
    return found;
  }

  /** Does something under a key of its own; a tenth of all are double taps, which must be answered alike. @returns its body, null when refused */
  async write(what: string, call: Omit<Asked, 'method' | 'key'>): Promise<Record<string, unknown> | null> {
    const asked: Asked = { ...call, method: 'POST', key: newKey() };
    const taps = this.chance() < 0.1 ? 2 : 1;
    const told = await Promise.all(Array.from({ length: taps }, () => this.servers.ask(asked, this.chance)));
    for (const one of told) {
      if (one.status >= 500) this.wrongs.push(`${what}: ${one.status} ${one.text}`);
    }
    const done = told.filter(({ status }) => status < 300);
    const [first] = done;
    if (!first) {
      this.log.push({ what, asked, told: told[0] as Told });
      return null;
    }
    const other = done.find(({ text }) => !sameJson(text, first.text));
    if (other) this.wrongs.push(`${what}: ${first.text} and ${other.text} for one key`);
    this.log.push({ what, asked, told: first });
    return first.text === '' ? {} : (JSON.parse(first.text) as Record<string, unknown>);
  }

  /** Reads. */
  async read(call: Omit<Asked, 'method'>): Promise<Record<string, unknown>> {
    return JSON.parse((await this.servers.ask({ ...call, method: 'GET' }, this.chance)).text) as Record<
      string,
      unknown
    >;
  }
}
