import { OpenSealedRecordUseCase, RecordsQuery, WholeRecordsQuery } from '#domain/draws';
import type { SealedRecord } from '#domain/lotteries';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { ReasonDto, SealedRecordOpenedDto } from './draws.dto';
import { OwnLinesDto, ownLinesDto } from './records.dto';

/** What is on record of draws, for those who may see more than everybody. */
@ApiTags('Tirages au sort')
@Controller()
export class DrawRecordsController {
  constructor(
    private readonly records: RecordsQuery,
    private readonly whole: WholeRecordsQuery,
    private readonly openRecord: OpenSealedRecordUseCase,
  ) {}

  /** A member's own lines. */
  @Get('draw-lines')
  @MayCall('member')
  @ApiOperation({ summary: 'Ses propres lignes : code, sel et chance dans chaque tirage' })
  @ApiOkResponse({ type: OwnLinesDto })
  async own(@FromCaller() { personId }: Caller): Promise<OwnLinesDto> {
    return ownLinesDto(personId === null ? [] : await this.records.own({ personId }));
  }

  /** Asks to open the sealed record. */
  @Post('draws/:drawId/sealed-record/opening')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Ouvrir le dossier scellé d’un tirage à des scrutateurs, quand une autre personne a signé',
    description: 'Dites qui le lira et pourquoi : tenu au secret, il n’en publie que sa conclusion.',
  })
  @ApiOkResponse({ type: SealedRecordOpenedDto })
  open(@IdIn('drawId') drawId: string, @Body() { reason }: ReasonDto): Promise<SealedRecordOpenedDto> {
    return this.openRecord.run({ drawId, reason });
  }

  /** The sealed record. */
  @Get('draws/:drawId/sealed-record')
  @MayCall('coordinator')
  @ReadsMoneyOf('draw-sealed-record')
  @ApiOperation({
    summary: 'Le dossier scellé : critères de chacun et preuve, pour les scrutateurs',
    description: 'Seulement une fois ouvert par deux personnes ; chaque lecture est notée dans le registre.',
  })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  sealed(@IdIn('drawId') drawId: string): Promise<SealedRecord> {
    return this.whole.sealed(drawId);
  }
}
