// Market tallies for screens. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';

/** A tally in a list; amounts in cents. */
export interface TallyView {
  readonly tallyId: string;
  readonly outletId: string;
  readonly outletName: string;
  readonly marketOn: string;
  readonly accessibleCents: number;
  readonly fairCents: number;
  readonly solidarityCents: number;
  readonly fairValueCents: number;
  readonly potPaysCents: number;
  readonly potGetsCents: number;
  readonly beyondCeilingReason: string | null;
  readonly bookedOn: string;
  readonly correctedOn: string | null;
  readonly correctsTallyId: string | null;
}

/** Reads the tallies of the fund in scope. */
@Injectable()
export class TalliesQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Tallies by id, of one outlet where it is named; `after` is the last one seen. */
  async tallies(outletId: string | null, page: PageRequest): Promise<TallyView[]> {
    const rows = await this.transaction.query(
      `select t.tally_id as "tallyId", t.outlet_id as "outletId", o.name as "outletName", t.market_on::text as "marketOn",
         t.accessible_cents::float8 as "accessibleCents", t.fair_cents::float8 as "fairCents",
         t.solidarity_cents::float8 as "solidarityCents", t.fair_value_cents::float8 as "fairValueCents",
         t.pot_pays_cents::float8 as "potPaysCents", t.pot_gets_cents::float8 as "potGetsCents",
         t.beyond_ceiling_reason as "beyondCeilingReason", t.booked_on::text as "bookedOn",
         t.corrected_on::text as "correctedOn", t.corrects_tally_id as "correctsTallyId"
       from tallies.tally t join outlets.outlet o on o.tenant_id = $1 and o.outlet_id = t.outlet_id
       where t.tenant_id = $1 and ($2::uuid is null or t.outlet_id = $2) and ($3::uuid is null or t.tally_id > $3)
       order by t.tally_id limit $4`,
      [this.transaction.tenantId, outletId, page.after, page.limit],
    );
    return rows as unknown as TallyView[];
  }
}
