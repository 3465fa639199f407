import { AmountCents, Day, IdOf, Month, OneOf, Part, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';

/** The month whose dues are wanted. */
export class ContributionsOfMonthQuery extends PageQuery {
  @Month()
  month!: string;
}

/** The latest attempt to collect a due. */
export class AttemptDto {
  @Text(20)
  state!: string;

  @OneOf(['direct-debit', 'cash', 'cheque', 'transfer'])
  method!: string;

  @Text(64, { nullable: true })
  reasonClass!: string | null;

  @Whole({ from: 1, to: 2_147_483_647, nullable: true, about: 'Numéro du reçu' })
  receiptNo!: number | null;
}

/** The third party that owes a due. */
export class PayerOfDueDto {
  @IdOf('tiers payeur')
  payerId!: string;

  @Text(200)
  name!: string;
}

/** A due. */
export class DueDto {
  @IdOf('cotisation')
  dueId!: string;

  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @Month()
  month!: string;

  @AmountCents()
  amountCents!: number;

  @AmountCents({ about: 'Déjà reçu, en centimes' })
  receivedCents!: number;

  @OneOf(['open', 'partly-paid', 'paid', 'cancelled', 'written-off'])
  state!: string;

  @Day()
  dueOn!: string;

  @Part(() => PayerOfDueDto, { nullable: true, about: 'Tiers payeur ; null : le compte lui-même' })
  payer!: PayerOfDueDto | null;

  @Part(() => AttemptDto, { nullable: true })
  attempt!: AttemptDto | null;
}

/** Money handed over. */
export class RecordReceiptDto {
  @AmountCents({ from: 1 })
  amountCents!: number;

  @OneOf(['cash', 'cheque', 'transfer'])
  method!: 'cash' | 'cheque' | 'transfer';
}

/** The receipt. */
export class ReceiptDto {
  @IdOf('encaissement')
  attemptId!: string;

  @Whole({ from: 1, to: 2_147_483_647, about: 'Numéro du reçu' })
  receiptNo!: number;

  @AmountCents({ nullable: true, about: 'Reçu en tout pour cette cotisation ; null pour qui saisit sans voir' })
  receivedCents!: number | null;

  @OneOf(['open', 'partly-paid', 'paid', 'cancelled', 'written-off'], { nullable: true })
  state!: string | null;
}
