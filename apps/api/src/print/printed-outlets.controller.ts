import { FundsQuery } from '#domain/funds';
import { RuleBroken } from '#domain/kernel';
import { OutletsQuery, type OutletView } from '#domain/outlets';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPdf, Paper } from '../http/paper';
import { MayCall } from '../sign-in/access';
import { type Caller, seesAllMoney } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { outletAddress } from './addresses';
import { IssuingFund } from './issuing';
import { outletPoster } from './outlet-poster';
import { LabelsQuery, PosterQuery } from './printed.dto';
import { shelfLabels } from './shelf-labels';

/** What hangs and stands at an outlet; who serves there prints their own. */
@ApiTags('Points de vente')
@Controller('outlets/:outletId')
export class PrintedOutletsController {
  constructor(
    private readonly outlets: OutletsQuery,
    private readonly funds: FundsQuery,
    private readonly issuing: IssuingFund,
  ) {}

  /** The poster with the code to pay. */
  @Get('poster.pdf')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'L’affiche d’un point de vente conventionné : le code pour payer, et comment faire' })
  @AnswersPdf('affiche.pdf')
  async poster(
    @FromCaller() caller: Caller,
    @IdIn('outletId') outletId: string,
    @Query() { size = 'A4' }: PosterQuery,
  ): Promise<Paper> {
    const { name, outletNo } = await this.approved(caller, outletId);
    const { issuer, origin, slug } = await this.issuing.current();
    const address = outletAddress(origin, slug, outletNo);
    return new Paper(() => outletPoster(issuer, { name, address }, size));
  }

  /** The shelf labels of today. */
  @Get('labels.pdf')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({
    summary: 'Les étiquettes d’un point de vente : ce que le compte paie aujourd’hui, produit par produit',
  })
  @AnswersPdf('etiquettes.pdf')
  async labels(
    @FromCaller() caller: Caller,
    @IdIn('outletId') outletId: string,
    @Query() { copies = 1 }: LabelsQuery,
  ): Promise<Paper> {
    const { name } = await this.approved(caller, outletId);
    const { today } = await this.funds.time();
    const lines = await this.outlets.linesOn(outletId, today);
    if (lines.length === 0) throw new RuleBroken('nothing-to-print');
    const { issuer } = await this.issuing.current();
    const labels = lines.flatMap((line) => Array.from({ length: copies }, () => line));
    return new Paper(() => shelfLabels(issuer, name, labels));
  }

  // What hangs at a stall promises that one can pay there.
  private async approved(caller: Caller, outletId: string): Promise<OutletView> {
    const may = seesAllMoney(caller) || caller.outletId === outletId;
    const outlet = may ? await this.outlets.outlet(outletId) : null;
    if (outlet === null) notThere('outlet-unknown');
    if (outlet.state !== 'approved') throw new RuleBroken('nothing-to-print');
    return outlet;
  }
}
