// What the specs of payers' calls do: a CCAS is called for two people, pays, and what it paid comes back.
import { type CallPaymentReceipt, RecordCallPaymentUseCase, ReturnCallPaymentUseCase } from '#domain/contributions';
import { type CallDetail, CallsQuery, type CallView } from '#domain/payers';
import type { Rules } from '#domain/rules';
import { amount, type LivingFund } from './living-fund';
import { PayersStory } from './payers-story';
import type { Rooms } from './rooms';

/** Whole months, and nobody is debited. */
export const byHand = (rules: Rules): Rules => ({
  ...rules,
  entry: { mode: 'full-current-month' },
  collection: { mode: 'by-hand', dayOfMonth: 1 },
});

/** A fund that has called a payer for two people: Ada (all of 60 €) and Noé (20 €). */
export interface TwoCalled {
  readonly fund: LivingFund;
  readonly ccas: string;
  readonly ada: string;
  readonly noe: string;
  readonly call: CallView;
}

/** Tells of payers that are called. */
export class CallsStory extends PayersStory {
  constructor(private readonly open: () => Rooms) {
    super(open);
  }

  /** The calls of a fund. */
  calls(fund: LivingFund): Promise<CallView[]> {
    return fund.read(() => this.open().get(CallsQuery).calls(null, { after: null, limit: 100 }));
  }

  /** A call with its lines. */
  async whole(fund: LivingFund, callId: string): Promise<CallDetail> {
    const found = await fund.read(() => this.open().get(CallsQuery).call(callId));
    if (!found) throw new Error('no such call');
    return found;
  }

  /** A payer pays its call, in the fund in scope. */
  pay(callId: string, cents: number, method: 'transfer' | 'cheque' = 'transfer'): Promise<CallPaymentReceipt> {
    return this.open()
      .get(RecordCallPaymentUseCase)
      .run({ callId, amount: amount(cents), method });
  }

  /** A payment comes back, in the fund in scope. */
  giveBack(paymentId: string): Promise<{ owedCents: number }> {
    return this.open().get(ReturnCallPaymentUseCase).run({ paymentId, reason: 'chèque sans provision' });
  }

  /** Ada and Noé, both paid for by a CCAS, the second for 20 €; the month is called. */
  async twoCalled(): Promise<TwoCalled> {
    const fund = await this.open().fund({ rules: byHand });
    const ada = await fund.admit({ label: 'Zoé', persons: [{ name: 'Ada', bornIn: null }] });
    const noe = await fund.admit({ label: 'Noé' });
    const ccas = await this.payer(fund, { reference: 'BC-2026-17', callDay: 10, daysToPay: 30 });
    await fund.as(() => this.agree(ccas, ada, { reference: 'dossier 12' }));
    await fund.as(() => this.agree(ccas, noe, { share: { mode: 'fixed', amount: amount(2_000) } }));
    await fund.live('2026-11-10');
    const [call] = await this.calls(fund);
    if (!call) throw new Error('nobody was called');
    return { fund, ccas, ada, noe, call };
  }
}
