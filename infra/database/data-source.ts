// How the processes reach Postgres: one pool a role, with limits on both sides so that nothing hangs for ever.
import { DataSource } from 'typeorm';

/** What a pool needs: its address (which names the role), how many connections at most, and the entities it maps. */
export interface PoolSettings {
  readonly url: string;
  readonly connections: number;
  readonly name: string;
}

/**
 * A pool of connections for one role. Statements end after 60 s on the server; a client that waits 65 s gives the
 * connection up (the transaction helper then destroys it).
 */
export function dataSource({ url, connections, name }: PoolSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: name,
    poolSize: connections,
    connectTimeoutMS: 5_000,
    entities: [],
    synchronize: false,
    logging: false,
    extra: {
      statement_timeout: 60_000,
      query_timeout: 65_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  });
}
