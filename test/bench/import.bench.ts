import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { ImportMembersUseCase, StageImportUseCase, StartImportUseCase } from '#domain/imports';
import { asTenant, newId, SETUP, type TenantId } from '#tenancy';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readSheet } from '../../apps/api/src/imports/read-sheet';
import { alternate, seconds } from './alternate';
import { BackOffice } from './back-office';
import type { Bench } from './bench';
import type { BenchDatabase } from './bench-server';
import { makeFunds, setClocks } from './living-funds';

const NOVEMBER = 11;

/** What an import writes of each row: the tables it writes it to, and their columns as they are copied. */
const PEERS = {
  account_unit: ['members.account_unit', 'tenant_id, account_unit_id, kind, label, area, joined_on'],
  person: ['members.person', 'tenant_id, person_id, name, born_in, channel, email, phone'],
  unit_person: ['members.unit_person', 'tenant_id, account_unit_id, person_id, from_on, share_percent'],
  pledge: ['members.pledge', 'tenant_id, pledge_id, account_unit_id, from_month, amount_cents, declared_at'],
  account: ['ledger.account', 'tenant_id, account_id, kind, owner_id'],
} as const;

/** Files of so many people, imported into a fund of their own, and the same rows copied bare. */
class ImportLoad {
  private constructor(
    private readonly database: BenchDatabase,
    private readonly office: BackOffice,
    private readonly copier: Client,
    private readonly people: number,
  ) {}

  static async of(database: BenchDatabase, people: number): Promise<ImportLoad> {
    await database.asOwner('create schema peer');
    for (const [name, [like]] of Object.entries(PEERS))
      await database.asOwner(`create table peer.${name} (like ${like} including all)`);
    const copier = new Client({ connectionString: database.ownerUrl });
    await copier.connect();
    return new ImportLoad(database, await BackOffice.on(database), copier, people);
  }

  /** Seconds for the job alone: what was read becomes members. */
  async job(): Promise<number> {
    const fund = await this.aFund();
    const runId = await this.staged(fund);
    const took = await seconds(() => this.imported(fund, runId));
    await this.check(fund);
    return took;
  }

  /** Seconds from the bytes of the file to members, dry run and all. */
  async whole(): Promise<number> {
    const fund = await this.aFund();
    const took = await seconds(async () => this.imported(fund, await this.staged(fund)));
    await this.check(fund);
    return took;
  }

  /** Seconds to COPY the same rows into identical tables. */
  async copy(): Promise<number> {
    const rows = this.rows();
    return seconds(async () => {
      await this.copier.query('begin');
      for (const [table, [, columns]] of Object.entries(PEERS)) {
        const stream = this.copier.query(copyFrom(`copy peer.${table} (${columns}) from stdin`));
        const finished = once(stream, 'finish');
        stream.end(rows[table as keyof typeof PEERS]);
        await finished;
      }
      await this.copier.query('commit');
    });
  }

  async end(): Promise<void> {
    await this.office.close();
    await this.copier.end();
  }

  private async aFund(): Promise<TenantId> {
    const [fund] = (await makeFunds(this.database, 1, 1)) as [TenantId];
    await setClocks(this.database, [fund], NOVEMBER);
    return fund;
  }

  private async staged(fund: TenantId): Promise<string> {
    const file = Buffer.from(this.file());
    const sheet = await readSheet(file);
    const fingerprint = createHash('sha256').update(file).digest();
    const { runId } = await this.as(fund, () =>
      this.office.get(StageImportUseCase).run({ fileName: 'membres.csv', fingerprint, again: false, ...sheet }),
    );
    await this.as(fund, () => this.office.get(StartImportUseCase).run({ runId }));
    return runId;
  }

  private imported(fund: TenantId, runId: string): Promise<unknown> {
    return this.as(fund, () => this.office.get(ImportMembersUseCase).run({ runId }));
  }

  // Everybody is in, beside the one who was there, or nothing is compared.
  private async check(fund: TenantId): Promise<void> {
    const [row] = await this.database.asOwner(
      'select count(*)::int as units from members.account_unit where tenant_id = $1',
      [fund],
    );
    const units = Number(row?.['units']) - 1;
    if (units !== this.people) throw new Error(`${units} of ${this.people} people were imported`);
  }

  private file(): string {
    const lines = Array.from(
      { length: this.people },
      (_, index) => `Personne ${String(index)};40,00;25/11/2026;p${String(index)}@exemple.fr;0612345678`,
    );
    return ['Nom;Cotisation;Entrée;E-mail;Téléphone', ...lines].join('\r\n');
  }

  private rows(): Record<keyof typeof PEERS, string> {
    const fund = newId();
    const now = '2026-11-02 08:00:00+00';
    const lines = { account_unit: '', person: '', unit_person: '', pledge: '', account: '' };
    for (let index = 0; index < this.people; index += 1) {
      const [unit, person, name] = [newId(), newId(), `Personne ${String(index)}`];
      lines.account_unit += `${fund}\t${unit}\tperson\t${name}\t\\N\t2026-11-25\n`;
      lines.person += `${fund}\t${person}\t${name}\t\\N\tcounter\tp${String(index)}@exemple.fr\t0612345678\n`;
      lines.unit_person += `${fund}\t${unit}\t${person}\t2026-11-25\t100\n`;
      lines.pledge += `${fund}\t${newId()}\t${unit}\t2026-11-01\t4000\t${now}\n`;
      for (const kind of ['allocation', 'receivable']) lines.account += `${fund}\t${newId()}\t${kind}\t${unit}\n`;
    }
    return lines;
  }

  private as<Result>(fund: TenantId, work: () => Promise<Result>): Promise<Result> {
    return asTenant({ tenantId: fund, actor: SETUP }, work);
  }
}

/** Members from a file against COPY of the same rows: the job alone, and everything from the bytes of the file on. */
export const importMembers: Bench = {
  name: 'import',
  against: 'COPY of the same rows',
  async run(server, effort) {
    const figures = [];
    for (const people of effort.quick ? [1_000] : [1_000, 10_000]) {
      const load = await ImportLoad.of(await server.database(), people);
      const compare = (bench: string, ours: () => Promise<number>) =>
        alternate({ bench, size: people, goal: null, wanted: 'at-most', ours, peer: () => load.copy() }, effort);
      figures.push(await compare('import job', () => load.job()));
      figures.push(await compare('import whole', () => load.whole()));
      await load.end();
    }
    return figures;
  },
};
