import { AmountCents, Day, IdOf, ListOf, Month, OneOf, Part, Text, Whole } from '../http/fields';

const METHODS = ['transfer', 'cheque'] as const;
const LARGEST_NUMBER = 2_147_483_647;

/** A call in a list. */
export class CallDto {
  @IdOf('appel')
  callId!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Numéro de l’appel' })
  callNo!: number;

  @IdOf('tiers payeur')
  payerId!: string;

  @Text(200)
  payerName!: string;

  @Month()
  month!: string;

  @Whole({ from: 0, to: 32_767, about: '0 : l’appel du mois ; à partir de 1 : un complément' })
  supplement!: number;

  @Day()
  issuedOn!: string;

  @Day({ about: 'À payer avant' })
  dueOn!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Personnes' })
  people!: number;

  @AmountCents({ about: 'Appelé, en centimes' })
  totalCents!: number;

  @AmountCents({ about: 'Reçu, en centimes' })
  receivedCents!: number;

  @AmountCents({ about: 'Reste à payer, en centimes' })
  owedCents!: number;
}

/** One person of a call. */
export class CallLineDto {
  @IdOf('cotisation')
  dueId!: string;

  @Text(200)
  label!: string;

  @Text(100, { nullable: true })
  reference!: string | null;

  @AmountCents({ about: 'Part du tiers payeur' })
  amountCents!: number;

  @AmountCents({ about: 'Reçu pour cette part' })
  receivedCents!: number;
}

/** A payment for a call. */
export class CallPaymentDto {
  @IdOf('paiement')
  paymentId!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Numéro du reçu' })
  receiptNo!: number;

  @OneOf(METHODS)
  method!: string;

  @AmountCents()
  amountCents!: number;

  @Day()
  receivedOn!: string;

  @Day({ nullable: true, about: 'Jour où il est revenu' })
  returnedOn!: string | null;
}

/** Who was called, as they were on that day. */
export class CalledPayerDto {
  @Text(200)
  name!: string;

  @Text(20)
  kind!: string;

  @Text(200, { nullable: true })
  contact!: string | null;

  @Text(500, { nullable: true })
  address!: string | null;

  @Text(100, { nullable: true })
  reference!: string | null;
}

/** Where to pay. */
export class AccountToPayDto {
  @Text(34)
  iban!: string;

  @Text(11, { nullable: true, example: 'PSSTFRPPXXX' })
  bic!: string | null;

  @Text(140, { about: 'Titulaire du compte' })
  holder!: string;
}

/** A call whole. */
export class CallDetailDto extends CallDto {
  @Part(() => CalledPayerDto, { about: 'Comme il était le jour de l’appel' })
  payer!: CalledPayerDto;

  @Part(() => AccountToPayDto, {
    nullable: true,
    about: 'Le compte de la caisse, celui du jour de l’appel ; null : elle n’en avait pas donné',
  })
  account!: AccountToPayDto | null;

  @ListOf(() => CallLineDto, 100_000)
  lines!: CallLineDto[];

  @ListOf(() => CallPaymentDto, 1_000)
  payments!: CallPaymentDto[];
}

/** Money from a payer. */
export class RecordCallPaymentDto {
  @AmountCents({ from: 1 })
  amountCents!: number;

  @OneOf(METHODS)
  method!: (typeof METHODS)[number];
}

/** The receipt. */
export class CallPaymentReceiptDto {
  @IdOf('paiement')
  paymentId!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Numéro du reçu' })
  receiptNo!: number;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Personnes dont la part est payée, en tout ou en partie' })
  people!: number;
}

/** A payment that came back. */
export class ReturnPaymentDto {
  @Text(2_000, { example: 'chèque sans provision' })
  reason!: string;
}

/** What is owed again. */
export class PaymentReturnedDto {
  @AmountCents({ about: 'De nouveau dû, en centimes' })
  owedCents!: number;
}
