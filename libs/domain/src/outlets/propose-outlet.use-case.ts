// An outlet asks to be approved, or somebody proposes it: its dossier is opened by the fund's newest criteria.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { receiptFrom } from '../kernel/receipt';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { DossiersStore } from './dossiers.store';
import { type CameBy, holdsFrom, type OutletContact, type OutletKind } from './outlet';
import { OutletsStore } from './outlets.store';
import { checkHours, type SiteDraft } from './site';
import { SitesStore } from './sites.store';

/** An outlet as it asks or is proposed. `formKey` names a public form: sent again it is the same outlet. */
export interface ProposeOutlet extends OutletContact {
  readonly name: string;
  readonly kind: OutletKind;
  readonly cameBy: CameBy;
  readonly why: string;
  readonly sites: readonly SiteDraft[];
  readonly proposedBy: string | null;
  readonly formKey: string | null;
}

/** What became of it; the receipt only where it came by the public form. */
export interface OutletProposed {
  readonly outletId: string;
  readonly outletNo: number;
  readonly receipt: string | null;
}

/** Takes outlets into the fund in scope. */
@Injectable()
export class ProposeOutletUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsStore,
    private readonly dossiers: DossiersStore,
    private readonly sites: SitesStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `form-key-reused` when the key stands for another form; as `checkHours` */
  run(request: ProposeOutlet): Promise<OutletProposed> {
    return this.transaction.run(async () => {
      const { formKey, why, sites, ...card } = request;
      for (const { hours } of sites) checkHours(hours);
      const print = JSON.stringify([card, why, sites]);
      const known = formKey === null ? null : await this.outlets.ofForm(formKey, print);
      if (known && !known.same) throw new RuleBroken('form-key-reused');
      if (known) return { outletId: known.outletId, outletNo: known.outletNo, receipt: known.receipt };
      const { now, today } = await this.funds.time();
      const at = now.toString();
      const form = formKey === null ? null : { key: formKey, print, receipt: receiptFrom(newId(), newId()) };
      const { outletId, outletNo } = await this.outlets.add({ ...card, form }, at);
      for (const site of sites) await this.sites.add(outletId, site);
      await this.dossiers.open(outletId, today);
      const state = { after: 'proposed' as const, from: holdsFrom('proposed', today) };
      await this.outlets.take({ outletId, what: 'proposed', explanation: why, on: today, at, state });
      await this.audit.write({
        action: 'outlet.proposed',
        subjectKind: 'outlet',
        subjectId: outletId,
        facts: { outletNo, cameBy: card.cameBy },
      });
      return { outletId, outletNo, receipt: form?.receipt ?? null };
    });
  }
}
