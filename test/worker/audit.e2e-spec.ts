import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asked, verifyAudit } from '../../apps/worker/src/audit-verification';
import type { LivingFund } from '../support/living-fund';
import { Workshop } from './worker-of-test';

let shop: Workshop;
let flers: LivingFund;

beforeAll(async () => {
  shop = await Workshop.open(9);
  flers = await shop.rooms.fund({ preset: 'flers', slug: 'flers' });
  await shop.rooms.fund({ preset: 'lavoir', slug: 'lavoir' });
  await flers.admit();
  await flers.admit();
}, 60_000);
afterAll(() => shop.close());

const verify = (...words: string[]) => verifyAudit(shop.rooms.database.appUrl, asked(words));

describe('the record of acts', () => {
  it('is sealed by the worker of its own accord, and found whole by the command', async () => {
    await shop.start({ tickEveryMs: 40 });
    await shop.until(`select count(distinct tenant_id) = 2 as ok from directory.audit_head`);
    await shop.stop();
    const { lines, sound } = await verify();
    expect(sound).toBe(true);
    expect(lines).toEqual([
      expect.stringMatching(/^(flers|lavoir) +registre intact \(\d+ actes scellés, tête \d+:[0-9a-f]{64}/),
      expect.stringMatching(/^(flers|lavoir) +registre intact/),
    ]);
  }, 60_000);

  it('that was touched is told act by act, in French, for that fund and no other', async () => {
    const [published] = await shop.look(
      `select seq || ':' || encode(hash, 'hex') as head from directory.audit_head where tenant_id = $1
       order by seq desc limit 1`,
      [flers.id],
    );
    await shop.look(`update tenancy.audit set action = 'rien' where tenant_id = $1 and action = 'unit.admitted'`, [
      flers.id,
    ]);
    const touched = await verify('flers', String(published?.['head']));
    expect(touched.sound).toBe(false);
    expect(touched.lines[0]).toContain('2 défaut(s)');
    expect(touched.lines[1]).toMatch(/acte n° \d+, [0-9a-f-]{36} : a été modifié depuis qu’il a été scellé/);
    expect(await verify('lavoir')).toMatchObject({ sound: true });
    expect(await verify()).toMatchObject({ sound: false });
  });

  it('is compared with the head that somebody noted down', async () => {
    const { lines } = await verify('lavoir', `999:${'0'.repeat(64)}`);
    expect(lines[1]).toContain('acte n° 999 : a été publié, et la chaîne s’arrête avant : la fin a été coupée');
  });

  it('of a fund that does not exist, or asked for with words that mean nothing, is refused', async () => {
    await expect(verify('nulle-part')).rejects.toThrow('aucune caisse ne porte le nom « nulle-part »');
    for (const words of [
      ['flers', '12'],
      ['flers', '1:xyz'],
      ['flers', `0:${'0'.repeat(64)}`],
      ['a', 'b', 'c'],
    ]) {
      expect(() => asked(words)).toThrow('Usage : npm run audit:verify');
    }
  });
});
