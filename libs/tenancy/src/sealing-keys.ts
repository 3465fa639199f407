// The keys of sealed texts as a process is told them: three kinds apart, so that one that leaks opens nothing of another.

/** The keys, 32 bytes each. */
export interface SealingKeys {
  /** The id of the key that seals; older ones only open. */
  readonly inUse: string;
  readonly sealing: ReadonlyMap<string, Buffer>;
  readonly blindIndex: Buffer;
  readonly pin: Buffer;
}

const KEY_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9-]{1,20}$/;

/**
 * Reads the keys: `SEALING_KEYS` is `id:key` pairs with commas between them, the first in use, the others still opening;
 * each key is 32 bytes in base64url. Faults are added in French, one a variable.
 */
export function readSealingKeys(
  environment: Readonly<Record<string, string | undefined>>,
  faults: string[],
): SealingKeys {
  const pairs = (environment['SEALING_KEYS'] ?? '').split(',').map((pair) => pair.trim().split(':'));
  const sealing = new Map(pairs.map(([id = '', key = '']) => [id, Buffer.from(key, 'base64url')]));
  const right = pairs.every(([id = '', key, ...rest]) => KEY_ID.test(id) && isKey(key) && rest.length === 0);
  if (!right || sealing.size !== pairs.length) {
    faults.push(
      `SEALING_KEYS ${environment['SEALING_KEYS'] ? 'doit être' : 'manque : donnez'} une liste « nom:clé » ` +
        `séparée par des virgules, la première servant à sceller, chaque clé de ${KEY_BYTES} octets en base64url`,
    );
  }
  const single = (name: string): Buffer => {
    const key = environment[name];
    if (!isKey(key)) {
      faults.push(`${name} ${key ? 'doit être' : 'manque : donnez'} une clé de ${KEY_BYTES} octets en base64url`);
    }
    return Buffer.from(key ?? '', 'base64url');
  };
  const keys = { inUse: pairs[0]?.[0] ?? '', sealing, blindIndex: single('BLIND_INDEX_KEY'), pin: single('PIN_KEY') };
  const all = [...keys.sealing.values(), keys.blindIndex, keys.pin].map((key) => key.toString('hex'));
  // Only where each is a key: two that are missing are equal as well.
  if (
    right &&
    [keys.blindIndex, keys.pin].every((one) => one.length === KEY_BYTES) &&
    new Set(all).size !== all.length
  ) {
    faults.push('SEALING_KEYS, BLIND_INDEX_KEY et PIN_KEY doivent être des clés toutes différentes');
  }
  return keys;
}

function isKey(key: string | undefined): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(key ?? '') && Buffer.from(key ?? '', 'base64url').length === KEY_BYTES;
}
