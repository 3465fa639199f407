// A Postgres server of one's own, which a test may restart under everyone's feet. Tests of that file then use it.
import { freePort, postgresScript, secrets, type StartedServer } from './dev-scripts';
import prepareDatabases from './prepare-databases';

/** A Postgres server that one test file has to itself. */
export class OwnPostgres {
  private constructor(
    private readonly name: string,
    private readonly password: string,
    private server: StartedServer,
  ) {}

  /** Starts one (its data is kept in `.data` for the next time), and points the databases of this test file to it. */
  static async start(name: string): Promise<OwnPostgres> {
    const { postgresPassword, rolePassword } = await secrets();
    const script = await postgresScript();
    const wish = { name, password: postgresPassword, port: null, durable: true, choosePort: freePort };
    const server = await script.startPostgres(wish);
    const database = `tablee_${name.replaceAll('-', '_')}_test`;
    const url = script.ownerUrl({ port: server.port, password: postgresPassword, database });
    await script.ensureDatabase(url);
    process.env['TEST_DATABASE_URL'] = url;
    process.env['DATABASE_ROLE_PASSWORD'] = rolePassword;
    await prepareDatabases();
    return new OwnPostgres(name, postgresPassword, server);
  }

  /** Immediate shutdown (no goodbye to anyone, recovery on the next start), then up again on the same port. */
  async restartImmediately(): Promise<void> {
    process.kill(this.server.pid, 'SIGQUIT');
    await untilDead(this.server.pid);
    const script = await postgresScript();
    const { port } = this.server;
    this.server = await script.startPostgres({
      name: this.name,
      password: this.password,
      port,
      durable: true,
      choosePort: freePort,
    });
  }

  /** Stops it. */
  async stop(): Promise<void> {
    await (await postgresScript()).stopPostgres(this.server.pid);
  }
}

async function untilDead(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
