import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database';
import { FUNCTION_LAWS, ROLE_LAWS } from './catalogue-rights';
import { CATALOGUE, type CatalogueLaw, TABLE_LAWS } from './catalogue-tables';
import { plantedSchema } from './planted-schema';

const laws: readonly CatalogueLaw[] = [...TABLE_LAWS, ...FUNCTION_LAWS, ...ROLE_LAWS];

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function faultsOf(name: string): Promise<string[]> {
  const law = laws.find((one) => one.law === name);
  if (!law) throw new Error(`no law is called "${name}"`);
  const rows = await database.asOwner(law.sql);
  return rows.map((row) => String(row['fault']));
}

describe('the database as the migrations leave it', () => {
  it('has the tables that the laws are about', async () => {
    const rows = await database.asOwner(`${CATALOGUE} select name from tenant_tables`);
    const names = rows.map((row) => row['name']);
    expect(names).toEqual(expect.arrayContaining(['ledger.movement', 'members.person', 'tenancy.audit']));
  });

  it.each(laws.map(({ law }) => law))('keeps the law: %s', async (law) => {
    expect(await faultsOf(law)).toEqual([]);
  });
});

describe('a planted violation', () => {
  it.each(plantedSchema.map(({ law, names, sql }) => [law, names, sql]))(
    'of "%s" is found (%s)',
    async (law, names, sql) => {
      await database.asOwner('begin');
      try {
        await database.asOwner(sql);
        expect((await faultsOf(law)).join('\n')).toContain(names);
      } finally {
        await database.asOwner('rollback');
      }
    },
  );

  it('stands for every law there is', () => {
    const proved = new Set(plantedSchema.map(({ law }) => law));
    expect(laws.map(({ law }) => law).filter((law) => !proved.has(law))).toEqual([]);
  });
});
