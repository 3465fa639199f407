import { describe, expect, it } from '@jest/globals';
import { ConfigRefused, readConfig } from './config';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64url');
const GOOD = {
  DATABASE_APP_URL: 'postgresql://app_user:x@localhost/tablee',
  DATABASE_IDENTITY_URL: 'postgres://app_identity:x@localhost/tablee',
  REDIS_URL: 'redis://localhost:6379',
  PUBLIC_URL: 'http://localhost:3210/',
  TABLEE_MODE: 'demonstration',
  SEALING_KEYS: `k1:${key(1)}`,
  BLIND_INDEX_KEY: key(2),
  PIN_KEY: key(3),
};

function faults(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return error instanceof ConfigRefused ? error.faults : [String(error)];
  }
}

describe('the settings of the front door', () => {
  it('are read with usual values for what may be left out, and frozen', () => {
    const config = readConfig(GOOD);
    expect(config).toMatchObject({
      port: 3210,
      publicUrl: 'http://localhost:3210',
      mode: 'demonstration',
      signInsPerMinute: 5,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('are refused all at once, in French, when they are missing', () => {
    const said = faults({});
    expect(said.length).toBe(8);
    expect(said.join(' ')).toMatch(
      /DATABASE_APP_URL manque.*DATABASE_IDENTITY_URL manque.*REDIS_URL manque.*SEALING_KEYS manque.*PIN_KEY manque/,
    );
  });

  it('are refused when they are wrong', () => {
    expect(faults({ ...GOOD, API_PORT: '70000' })).toEqual(['API_PORT doit être un nombre entier de 0 à 65535']);
    expect(faults({ ...GOOD, API_PORT: '3e3' }).length).toBe(1);
    expect(faults({ ...GOOD, REDIS_URL: 'http://localhost' }).length).toBe(1);
    expect(faults({ ...GOOD, TABLEE_MODE: 'essai' }).length).toBe(1);
  });

  it('ask for TLS where real money is', () => {
    expect(faults({ ...GOOD, TABLEE_MODE: 'production', PUBLIC_URL: 'http://caisse.example' })).toEqual([
      'PUBLIC_URL doit commencer par https:// en production',
    ]);
    expect(faults({ ...GOOD, TABLEE_MODE: 'production', PUBLIC_URL: 'https://caisse.example' })).toEqual([]);
  });
});
