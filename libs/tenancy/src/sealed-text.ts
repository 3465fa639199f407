// What the database must not be able to read by itself (IBANs, card numbers): sealed where it stands, so that a text moved
// to another fund, table, column or row does not open. The keys are the process's, never the database's.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { SealingKeys } from './sealing-keys';
import { tenantScope } from './tenant-scope';

/** Where a sealed text stands: `schema.table`, the column and the row's own id; the fund is the one in scope. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** Thrown when an envelope does not open: altered, moved, or sealed with a key that the process was not given. */
export class SealBroken extends Error {
  constructor(place: SealedPlace, why: string) {
    super(`the seal of ${place.table}.${place.column} of ${place.rowId} does not open: ${why}`);
    this.name = 'SealBroken';
  }
}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens texts of the fund in scope, and makes the digests by which a sealed text is found again. */
export class SealedText {
  constructor(private readonly keys: SealingKeys) {}

  /** Seals a text for its place, with the key in use. @returns `v1:keyId:iv:tag:ciphertext`, the last three in base64url */
  seal(text: string, place: SealedPlace): string {
    const keyId = this.keys.inUse;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keyFor(keyId, place), iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(placed(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [VERSION, keyId, ...[iv, cipher.getAuthTag(), sealed].map(coded)].join(':');
  }

  /** Opens an envelope at its place, with whichever key sealed it. @throws SealBroken */
  open(envelope: string, place: SealedPlace): string {
    const [version, keyId = '', ...parts] = envelope.split(':');
    const [iv, tag, sealed] = parts.map((part) => Buffer.from(part, 'base64url'));
    if (version !== VERSION || parts.length !== 3 || !iv || !tag || !sealed) {
      throw new SealBroken(place, 'this is no envelope');
    }
    const key = this.keyFor(keyId, place);
    try {
      const opener = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      opener.setAAD(placed(place));
      opener.setAuthTag(tag);
      return Buffer.concat([opener.update(sealed), opener.final()]).toString('utf8');
    } catch {
      throw new SealBroken(place, 'altered, or moved from elsewhere');
    }
  }

  /** Whether an envelope was sealed with an older key, and is to be sealed anew when its row is written next. */
  isOld(envelope: string): boolean {
    return envelope.split(':')[1] !== this.keys.inUse;
  }

  /**
   * A digest by which a sealed text is found again: the same for the same kind and text of a fund, another in each fund.
   * Its key does not rotate: another key means writing the column anew.
   */
  blindIndex(kind: string, text: string): string {
    return digest(this.keys.blindIndex, [tenantScope().tenantId, kind, text]);
  }

  /** The digest that is kept of a short secret such as a PIN, bound to its place: without the key it cannot be guessed. */
  pinDigest(pin: string, place: SealedPlace): string {
    return digest(this.keys.pin, [...standing(place), pin]);
  }

  private keyFor(keyId: string, place: SealedPlace): Buffer {
    const key = this.keys.sealing.get(keyId);
    if (!key) throw new SealBroken(place, `the key « ${keyId} » is not among those given`);
    return key;
  }
}

function standing({ table, column, rowId }: SealedPlace): string[] {
  return [tenantScope().tenantId, table, column, rowId];
}

function placed(place: SealedPlace): Buffer {
  return Buffer.from(standing(place).join('|'), 'utf8');
}

function digest(key: Buffer, parts: readonly string[]): string {
  return coded(createHmac('sha256', key).update(parts.join('|'), 'utf8').digest());
}

function coded(bytes: Buffer): string {
  return bytes.toString('base64url');
}
