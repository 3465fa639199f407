// Who may sign in. Outside any fund, and on a pool of its own role: no other code can read a password's hash.
import { hashPassword, isPassword } from './password';
import { newId } from './new-id';

/** Sends SQL on the pool of `app_identity`. */
export interface IdentityConnection {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** A person who can sign in; `isPlatform` runs the installation and enters no fund. */
export interface Identity {
  readonly identityId: string;
  readonly isPlatform: boolean;
}

/** What a new identity begins with. Logins are not told apart by case. */
export interface NewIdentity {
  readonly login: string;
  readonly password: string;
  readonly isPlatform?: boolean;
}

/** The sign-in identities. Must be used outside a transaction: hashing takes tens of milliseconds. */
export class IdentityStore {
  constructor(private readonly connection: IdentityConnection) {}

  /**
   * Creates an identity and answers its id; a login that exists already keeps its password, and its id is answered.
   * @throws RangeError for a password of fewer than 12 or more than 256 characters
   */
  async create({ login, password, isPlatform = false }: NewIdentity): Promise<string> {
    const known = await this.find(login);
    if (known) return known.identityId;
    await this.rows(
      `insert into identity.identity (identity_id, login, password_hash, is_platform) values ($1, $2, $3, $4)
       on conflict (login) do nothing`,
      [newId(), login.trim().toLowerCase(), await hashPassword(password), isPlatform],
    );
    const made = await this.find(login);
    if (!made) throw new Error('an identity that was just created is not there');
    return made.identityId;
  }

  /** The identity with this login and password, or null; an unknown login takes as long as a wrong password. */
  async withPassword(login: string, password: string): Promise<Identity | null> {
    const known = await this.find(login);
    const usable = known && known.disabledAt === null ? known : null;
    const right = await isPassword(password, usable?.passwordHash ?? null);
    return right && usable ? { identityId: usable.identityId, isPlatform: usable.isPlatform } : null;
  }

  /** The id of the identity with this login; null when nobody has it or it was shut out. */
  async idOf(login: string): Promise<string | null> {
    const known = await this.find(login);
    return known && known.disabledAt === null ? known.identityId : null;
  }

  /** The logins of identities, by their id. */
  async loginsOf(identityIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.rows(
      'select identity_id, login from identity.identity where identity_id = any($1::uuid[])',
      [identityIds],
    );
    return new Map(rows.map((row) => [String(row['identity_id']), String(row['login'])]));
  }

  /** Shuts an identity out, and ends all its sessions. */
  async disable(identityId: string, at: string): Promise<void> {
    await this.rows('update identity.identity set disabled_at = $2 where identity_id = $1', [identityId, at]);
    await this.rows('delete from identity.session where identity_id = $1', [identityId]);
  }

  private async find(login: string): Promise<(Identity & { passwordHash: string; disabledAt: unknown }) | null> {
    const [row] = await this.rows(
      'select identity_id, is_platform, password_hash, disabled_at from identity.identity where login = $1',
      [login.trim().toLowerCase()],
    );
    if (!row) return null;
    return {
      identityId: String(row['identity_id']),
      isPlatform: row['is_platform'] === true,
      passwordHash: String(row['password_hash']),
      disabledAt: row['disabled_at'],
    };
  }

  private async rows(sql: string, values: unknown[]): Promise<Record<string, unknown>[]> {
    return (await this.connection.query(sql, values)) as Record<string, unknown>[];
  }
}
