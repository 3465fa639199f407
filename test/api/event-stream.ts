// A browser's EventSource as a test drives it: a real HTTP connection, read event by event.
import { type ClientRequest, get, type IncomingMessage } from 'node:http';

/** One event of a stream. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An open stream. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  ended = false;
  private rest = '';
  private readonly waiters = new Set<() => void>();

  private constructor(
    readonly response: IncomingMessage,
    private readonly request: ClientRequest,
  ) {
    response.setEncoding('utf8');
    response.on('data', (words: string) => this.hear(words));
    response.on('close', () => {
      this.ended = true;
      this.wake();
    });
  }

  /** Opens one. */
  static open(url: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const request = get(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false });
      request.on('error', reject);
      request.on('response', (response) => resolve(new EventStream(response, request)));
    });
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  /** Waits for an event. @throws Error when the stream ends without it */
  async until(wanted: (event: StreamEvent) => boolean): Promise<StreamEvent> {
    for (;;) {
      const found = this.events.find(wanted);
      if (found) return found;
      if (this.ended) throw new Error(`the stream ended after ${JSON.stringify(this.events)}`);
      await this.next();
    }
  }

  /** Waits for the end. */
  async untilEnd(): Promise<void> {
    while (!this.ended) await this.next();
  }

  /** Goes away without a word, as a closed page does. */
  leave(): void {
    this.request.destroy();
  }

  private next(): Promise<void> {
    return new Promise((resolve) => this.waiters.add(resolve));
  }

  private hear(words: string): void {
    const blocks = (this.rest + words).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
      const data = fields.get('data');
      if (data === undefined) continue;
      const event = fields.get('event') ?? 'message';
      this.events.push({ event, id: fields.get('id') ?? '', data: JSON.parse(data) as StreamEvent['data'] });
    }
    this.wake();
  }

  private wake(): void {
    for (const waiter of this.waiters) waiter();
    this.waiters.clear();
  }
}
