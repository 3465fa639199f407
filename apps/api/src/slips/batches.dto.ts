import { cents, dayOf, RuleBroken } from '#domain/kernel';
import type { OutsideAreas, SlipsEntered, TypedPaper } from '#domain/slips';
import { AmountCents, Day, IdOf, ListOf, Moment, OneOf, SumCents, Text, Whole, YesNo } from '../http/fields';
import { PROBLEMS } from '../http/problems';

const CATEGORIES = [
  'vegetables-fruit',
  'meat-fish',
  'dairy-eggs',
  'bread-cereals',
  'dry-goods',
  'processed',
  'drinks',
  'mixed',
  'other',
] as const;
const LARGEST = 2_147_483_647;

/** What stands on the envelope. */
export class EnvelopeDto {
  @Whole({ from: 1, to: 1_000, about: 'Nombre de papiers écrit sur l’enveloppe', example: 12 })
  controlCount!: number;

  @AmountCents({ from: 1, about: 'Total écrit sur l’enveloppe', example: 34_560 })
  controlCents!: number;
}

/** A batch that is open. */
export class SlipBatchOpenedDto {
  @IdOf('lot')
  batchId!: string;

  @Whole({ from: 1, to: LARGEST, about: 'À écrire sur l’enveloppe' })
  batchNo!: number;
}

/** One line of a paper. */
export class TypedSlipLineDto {
  @AmountCents({ from: 1, about: 'Montant acheté' })
  amountCents!: number;

  @OneOf(CATEGORIES, { optional: true, about: 'À dire quand le point de vente a plusieurs lignes de conventionnement' })
  category?: string;

  @IdOf('ligne de conventionnement', { optional: true, about: 'À la place de la catégorie, si elle ne suffit pas' })
  approvalLineId?: string;
}

/** A paper as it is typed. */
export class TypedPaperDto {
  @Text(12, {
    optional: true,
    about: 'Numéro de la fiche ; pour un ticket seul, donnez memberLabel',
    example: '12-KTR',
  })
  slipNumber?: string;

  @Text(200, { optional: true, about: 'Nom du compte, pour un ticket sans fiche', example: 'Foyer Dubois' })
  memberLabel?: string;

  @Whole({ from: 1, to: LARGEST, about: 'Numéro du point de vente', example: 7 })
  outletNo!: number;

  @Day({ about: 'Jour de l’achat : il décide du conventionnement et du taux' })
  boughtOn!: string;

  @ListOf(() => TypedSlipLineDto, 20, { least: 1 })
  lines!: TypedSlipLineDto[];

  @Text(100, { optional: true, about: 'Référence du ticket de caisse' })
  receipt?: string;

  @YesNo({ optional: true, about: 'Le papier n’est pas valable : le compter avec son motif, sans le payer' })
  setAside?: boolean;
}

/** Many papers at once. */
export class TypedPapersDto {
  @ListOf(() => TypedPaperDto, 100, { least: 1 })
  papers!: TypedPaperDto[];
}

/** What became of one paper. */
export class PaperEnteredDto {
  @IdOf('ligne du lot', { nullable: true, about: 'null : pas saisi' })
  entryId!: string | null;

  @Text(60, { nullable: true, about: 'Motif du refus' })
  refusal!: string | null;

  @Text(500, { nullable: true, about: 'Le motif en clair, et ce qu’il y a à faire' })
  title!: string | null;

  @Text(60, { nullable: true, about: 'Ce que la personne qui valide devra décider de ce papier' })
  remark!: string | null;
}

/** What becomes of papers that somebody must decide on. */
export class ValidateSlipBatchDto {
  @OneOf(['pay', 'refuse'], {
    optional: true,
    about:
      'Papiers d’un point de vente hors des communes des règles (remark « outlet-outside-areas ») : les payer, car qui a servi de bonne foi est payé, ou les écarter ; à dire dès qu’il y en a',
  })
  outsideAreas?: OutsideAreas;
}

/** Where a batch stands. */
export class SlipBatchStandDto {
  @Whole({ from: 0, to: LARGEST, about: 'Papiers saisis' })
  typedCount!: number;

  @AmountCents({ about: 'Total saisi' })
  typedCents!: number;

  @Whole({ from: -LARGEST, to: LARGEST, about: 'Papiers qui manquent ; négatif : en trop' })
  missingCount!: number;

  @SumCents({ about: 'Montant qui manque ; négatif : en trop' })
  missingCents!: number;
}

/** What became of what was typed. */
export class PapersEnteredDto extends SlipBatchStandDto {
  @ListOf(() => PaperEnteredDto, 100)
  papers!: PaperEnteredDto[];
}

/** A batch whose typing has ended. */
export class SlipBatchCountedDto {
  @Whole({ from: 0, to: LARGEST, about: 'Papiers saisis' })
  typedCount!: number;

  @AmountCents({ about: 'Total saisi' })
  typedCents!: number;
}

/** What came of a batch. */
export class SlipBatchValidatedDto {
  @Whole({ from: 0, to: LARGEST, about: 'Papiers payés' })
  accepted!: number;

  @Whole({ from: 0, to: LARGEST, about: 'Papiers qui ne sont plus valables, avec leur motif dans le lot' })
  refused!: number;

  @AmountCents({ about: 'Pris sur les comptes' })
  accountCents!: number;

  @AmountCents({ about: 'Remboursé par le pot, là où rien n’est versé d’avance' })
  reimbursedCents!: number;

  @AmountCents({ about: 'Écart papier : le crédit n’y est plus, la caisse le porte' })
  shortfallCents!: number;

  @Day()
  bookedOn!: string;
}

/** A batch. */
export class SlipBatchDto extends EnvelopeDto {
  @IdOf('lot')
  batchId!: string;

  @Whole({ from: 1, to: LARGEST, about: 'Numéro du lot' })
  batchNo!: number;

  @OneOf(['open', 'to-validate', 'validated'])
  state!: string;

  @Whole({ from: 0, to: LARGEST, about: 'Papiers saisis' })
  typedCount!: number;

  @AmountCents({ about: 'Total saisi' })
  typedCents!: number;

  @Moment()
  openedAt!: string;

  @Day({ nullable: true, about: 'Jour des écritures' })
  bookedOn!: string | null;
}

/** A paper of a batch. */
export class SlipEntryDto {
  @IdOf('ligne du lot')
  entryId!: string;

  @Whole({ from: 1, to: LARGEST, about: 'Rang dans le lot' })
  entryNo!: number;

  @Text(200, { about: 'Numéro ou nom comme il a été saisi' })
  typed!: string;

  @Text(200, { nullable: true, about: 'Nom du compte' })
  label!: string | null;

  @Text(200, { nullable: true, about: 'Point de vente' })
  outletName!: string | null;

  @Day({ about: 'Jour de l’achat' })
  boughtOn!: string;

  @AmountCents({ about: 'Acheté' })
  totalCents!: number;

  @Text(100, { nullable: true })
  receipt!: string | null;

  @OneOf(['entered', 'refused', 'removed', 'accepted', 'undone'], {
    about: '« undone » : payé par erreur, puis annulé par la coordination',
  })
  state!: string;

  @Text(60, { nullable: true, about: 'Motif du refus' })
  refusal!: string | null;

  @Text(60, { nullable: true, about: 'Ce qu’il faut décider de ce papier en validant : « outlet-outside-areas »' })
  remark!: string | null;

  @OneOf(['outlet', 'member'], { nullable: true })
  paidTo!: string | null;

  @AmountCents({ about: 'Pris sur le compte' })
  accountCents!: number;

  @AmountCents({ about: 'Remboursé par le pot' })
  reimbursedCents!: number;

  @AmountCents({ about: 'Écart papier, porté par la caisse' })
  shortfallCents!: number;
}

/** A paper as the room takes it. @throws RuleBroken `input-invalid` unless it names a slip or a member, and one only */
export function paperOf({ slipNumber, memberLabel, lines, ...paper }: TypedPaperDto): TypedPaper {
  return {
    who: whoOf(slipNumber, memberLabel),
    outletNo: paper.outletNo,
    boughtOn: dayOf(paper.boughtOn),
    lines: lines.map(({ amountCents, category, approvalLineId }) => ({
      amount: cents(amountCents),
      category: category ?? null,
      approvalLineId: approvalLineId ?? null,
    })),
    receipt: paper.receipt ?? null,
    setAside: paper.setAside ?? false,
  };
}

function whoOf(slipNumber: string | undefined, memberLabel: string | undefined): TypedPaper['who'] {
  if (slipNumber !== undefined && memberLabel === undefined) return { slipNumber };
  if (memberLabel !== undefined && slipNumber === undefined) return { memberLabel };
  const detail = 'donnez le numéro de la fiche, ou le nom du compte pour un ticket seul, et pas les deux';
  throw new RuleBroken('input-invalid', { errors: [{ pointer: '/slipNumber', detail }] });
}

/** What became of what was typed, in words. */
export function enteredOf({ papers, typed, missing }: SlipsEntered): PapersEnteredDto {
  return {
    papers: papers.map(({ entryId, refusal, remark }) => ({
      entryId,
      refusal: refusal?.code ?? null,
      remark,
      title: refusal ? (PROBLEMS[refusal.code]?.title ?? null) : null,
    })),
    typedCount: typed.count,
    typedCents: typed.total,
    missingCount: missing.count,
    missingCents: missing.total,
  };
}

/** Where a batch stands. */
export function standOf({ typed, missing }: Pick<SlipsEntered, 'typed' | 'missing'>): SlipBatchStandDto {
  return {
    typedCount: typed.count,
    typedCents: typed.total,
    missingCount: missing.count,
    missingCents: missing.total,
  };
}
