import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TenantId } from '#tenancy';
import { buildApplication } from '../../apps/api/src/application';
import { type FrontDoor, openFrontDoor, settings } from './front-door';

let door: FrontDoor;
let flers: TenantId;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await door.fund('flers');
  await door.person('camille@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
});
afterAll(() => door.close());

describe('the front door', () => {
  it('says that it lives and that it is ready', async () => {
    expect(await door.visitor().get('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await door.visitor().get('/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('survives the loss of all its connections: refuses for a moment, then answers', async () => {
    const camille = await door.signedIn('camille@flers.example', 'flers');
    await door.database.asOwner(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename in ('app_user', 'app_identity')`,
    );
    const answers = [];
    for (let round = 0; round < 20; round += 1) answers.push(await camille.get('/api/funds/current'));
    expect(answers.filter(({ status }) => ![200, 503].includes(status)).map(({ text }) => text)).toEqual([]);
    expect(answers.at(-1)?.status).toBe(200);
  });

  // Last: passport knows one application a process, the one built last.
  it('refuses to open with a role that owns the tables or sees past the walls between funds', async () => {
    const asOwner = { ...settings(door.database), databaseAppUrl: door.database.ownerUrl };
    await expect(buildApplication({ config: asOwner })).rejects.toThrow(/trop de droits/);
    const identityAsOwner = { ...settings(door.database), databaseIdentityUrl: door.database.ownerUrl };
    await expect(buildApplication({ config: identityAsOwner })).rejects.toThrow(/trop de droits/);
  });

  it('refuses to open without its database', async () => {
    const away = { ...settings(door.database), databaseAppUrl: 'postgresql://app_user:x@127.0.0.1:1/tablee_test' };
    await expect(buildApplication({ config: away })).rejects.toThrow(/ECONNREFUSED|connect/);
  });
});
