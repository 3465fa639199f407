import { cardAddress, CardsQuery, type CardView } from '#domain/cards';
import { RuleBroken } from '#domain/kernel';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPdf, Paper } from '../http/paper';
import { MayCall } from '../sign-in/access';
import { cardBatch, type PrintedCard } from './card-batch';
import { IssuingFund } from './issuing';

const LARGEST_BATCH = 500;
type ToPrint = Pick<CardView, 'cardNo' | 'name' | 'state'>;

/** Cards on paper. */
@ApiTags('Cartes')
@Controller()
export class PrintedCardsController {
  constructor(
    private readonly cards: CardsQuery,
    private readonly issuing: IssuingFund,
  ) {}

  /** A batch, ten a page. */
  @Get('card-batches/:cardBatchId/cards.pdf')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Un lot de cartes à imprimer et à découper, dix par page ; sans celles qui sont bloquées' })
  @AnswersPdf('cartes.pdf')
  async batch(@IdIn('cardBatchId') batchId: string): Promise<Paper> {
    const asked = { personId: null, batchId, state: null };
    const cards = await this.cards.cards(asked, { after: null, limit: LARGEST_BATCH });
    if (cards.length === 0) notThere('card-batch-unknown');
    return this.onPaper(cards);
  }

  /** One card. */
  @Get('cards/:cardId/card.pdf')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Une carte à imprimer, par exemple à la place d’une carte perdue' })
  @AnswersPdf('carte.pdf')
  async one(@IdIn('cardId') cardId: string): Promise<Paper> {
    return this.onPaper([(await this.cards.card(cardId)) ?? notThere('card-unknown')]);
  }

  // A card that opens nothing any more is not printed once more.
  private async onPaper(cards: readonly ToPrint[]): Promise<Paper> {
    const { issuer, origin, slug } = await this.issuing.current();
    const printed: PrintedCard[] = cards
      .filter(({ state }) => state === 'unassigned' || state === 'active')
      .map(({ cardNo, name }) => ({ cardNo, name, address: cardAddress(origin, slug, cardNo) }));
    if (printed.length === 0) throw new RuleBroken('nothing-to-print');
    return new Paper(() => cardBatch(issuer, printed));
  }
}
