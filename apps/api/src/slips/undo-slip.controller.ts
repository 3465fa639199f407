import { UndoSlipUseCase } from '#domain/slips';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { MayCall } from '../sign-in/access';
import { SlipUndoneDto, UndoSlipDto } from './undo-slip.dto';

/** Papers that were paid by mistake. */
@ApiTags('Fiches de remboursement')
@Controller('slip-batches')
export class UndoSlipController {
  constructor(private readonly undoSlip: UndoSlipUseCase) {}

  /** Undoes a paper that was paid. */
  @Post(':slipBatchId/entries/:slipEntryId/undo')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Annuler une fiche payée par erreur, pendant le délai de remboursement voté',
    description:
      'Chaque somme revient d’où elle venait ; ce qui a déjà été réglé au point de vente est repris sur le règlement suivant. La fiche peut être saisie à nouveau.',
  })
  @ApiOkResponse({ type: SlipUndoneDto })
  undo(
    @IdIn('slipBatchId') batchId: string,
    @IdIn('slipEntryId') entryId: string,
    @Body() { reason }: UndoSlipDto,
  ): Promise<SlipUndoneDto> {
    return this.undoSlip.run({ batchId, entryId, reason });
  }
}
