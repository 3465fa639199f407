// Invented third parties that pay for some people of a demonstration fund: a town hall half of some contributions, under a
// cap a month, and an employer a fixed amount for others.
import type { FundView } from '#domain/funds';
import { cents, chanceFrom, type Month, seedOf } from '#domain/kernel';
import { AddAgreementUseCase, type AddPayer, AddPayerUseCase } from '#domain/payers';
import { asTenant, SETUP, TenantTransaction, tenantId, withSeededIds } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';

type Share = Parameters<AddAgreementUseCase['run']>[0]['terms']['share'];

const CARD = { contact: null, address: null, email: null, phone: null, callDay: 2, daysToPay: 10, reference: null };
const TOWN: AddPayer = {
  ...CARD,
  name: 'CCAS (inventé)',
  kind: 'ccas',
  moneySource: 'public',
  monthlyCap: cents(15_000),
};
const EMPLOYER: AddPayer = {
  ...CARD,
  name: 'Employeur (inventé)',
  kind: 'employer',
  moneySource: 'private',
  monthlyCap: null,
};

/** Adds both to a fund in which people contribute; every eighth unit gets the one, every ninth the other. */
export async function addPayers(app: INestApplicationContext, fund: FundView, month: Month): Promise<void> {
  const seed = { chance: chanceFrom(seedOf(`ids/${fund.slug}/payers`)), msecs: Date.parse('2026-01-01') };
  await asTenant({ tenantId: tenantId(fund.fundId), actor: SETUP, reason: 'demonstration' }, () =>
    withSeededIds(seed, () =>
      app.get(TenantTransaction).run(async () => {
        const units = await whoPledged(app.get(TenantTransaction));
        const every = (count: number): string[] => units.filter((_, index) => index % count === count - 1);
        if (units.length === 0) return;
        await standFor(app, month, { card: TOWN, units: every(8), share: { mode: 'percentage', basisPoints: 5_000 } });
        const share: Share = { mode: 'fixed', amount: cents(2_000) };
        await standFor(app, month, { card: EMPLOYER, units: every(9), share });
      }),
    ),
  );
}

interface Support {
  readonly card: AddPayer;
  readonly units: readonly string[];
  readonly share: Share;
}

async function standFor(app: INestApplicationContext, from: Month, { card, units, share }: Support): Promise<void> {
  const { payerId } = await app.get(AddPayerUseCase).run(card);
  for (const accountUnitId of units) {
    const terms = { share, unitCap: null, rank: 1, reference: null };
    await app.get(AddAgreementUseCase).run({ payerId, accountUnitId, personId: null, terms, from, until: null });
  }
}

async function whoPledged(transaction: TenantTransaction): Promise<string[]> {
  const rows = await transaction.query(
    `select u.account_unit_id from members.account_unit u where u.tenant_id = $1 and exists (
       select 1 from members.pledge p where p.tenant_id = $1 and p.account_unit_id = u.account_unit_id)
     order by u.account_unit_id`,
    [transaction.tenantId],
  );
  return rows.map((row) => String(row['account_unit_id']));
}
