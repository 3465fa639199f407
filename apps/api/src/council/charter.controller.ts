import { ChartersQuery, quotasFrom, WriteCharterUseCase } from '#domain/council';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { notThere } from '../http/not-there';
import { ANY_ROLE_HERE, MayCall, Writes } from '../sign-in/access';
import {
  CharterDto,
  charterOf,
  CharterWrittenDto,
  ProposedQuotasDto,
  ProposeQuotasDto,
  WriteCharterDto,
} from './charter.dto';

/** How the council is composed. */
@ApiTags('Conseil')
@Controller('council')
export class CharterController {
  constructor(
    private readonly charters: ChartersQuery,
    private readonly writeCharter: WriteCharterUseCase,
  ) {}

  /** The charter in force. */
  @Get('charter')
  @MayCall(...ANY_ROLE_HERE)
  @ApiOperation({ summary: 'Comment le conseil est composé : sièges, mandats, critères et quotas' })
  @ApiOkResponse({ type: CharterDto })
  async inForce(): Promise<CharterDto> {
    return (await this.charters.inForce()) ?? notThere('council-without-charter');
  }

  /** Writes the next one. */
  @Post('charter')
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Écrire la charte du conseil ; celle d’avant reste lisible',
    description: 'Un tirage déjà préparé garde la charte avec laquelle il l’a été.',
  })
  @ApiCreatedResponse({ type: CharterWrittenDto })
  write(@Body() body: WriteCharterDto): Promise<CharterWrittenDto> {
    return this.writeCharter.run(charterOf(body));
  }

  /** Quotas from figures. */
  @Post('quota-proposals')
  @HttpCode(200)
  @MayCall('coordinator')
  @Writes('none')
  @ApiOperation({ summary: 'Proposer des quotas d’après les chiffres du territoire, à corriger ensuite' })
  @ApiOkResponse({ type: ProposedQuotasDto })
  propose(@Body() { seats, tolerance, shares }: ProposeQuotasDto): ProposedQuotasDto {
    const proposed = quotasFrom(
      shares.map(({ share }) => share),
      { seats, tolerance: tolerance ?? 1 },
    );
    return { quotas: shares.map(({ label }, place) => ({ label, ...(proposed[place] ?? { min: 0, max: seats }) })) };
  }
}
