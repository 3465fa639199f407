import { RunsQuery } from '#domain/cycle';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import type { ApiRequest } from '../http/request';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { eventsSince, seenOf } from './run-events';
import { RunStreams } from './run-streams';
import { runDto, RunDto, RunErrorDto } from './runs.dto';

const WHO = ['coordinator', 'treasurer'] as const;

/** Long runs: months and imports, as they go on. */
@ApiTags('Exécutions')
@Controller('runs')
export class RunsController {
  constructor(
    private readonly runs: RunsQuery,
    private readonly streams: RunStreams,
  ) {}

  /** Where a run stands. */
  @Get(':runId')
  @MayCall(...WHO)
  @ApiOperation({ summary: 'Où en est un long travail (un mois, un import)' })
  @ApiOkResponse({ type: RunDto })
  async one(@IdIn('runId') runId: string): Promise<RunDto> {
    return runDto((await this.runs.standing(runId)) ?? notThere('run-unknown'));
  }

  /** Streams how far a run is. */
  @Get(':runId/events')
  @MayCall(...WHO)
  @ApiOperation({
    summary: 'Suivre un long travail : n sur N, puis un bilan',
    description:
      'Des événements « progress » (une étape a avancé) puis « summary » (plus rien n’est en cours ; `errorsAt` dit où ' +
      'sont les lignes en erreur), après quoi le flux finit. `Last-Event-ID` reprend où l’on en était ; 204 quand tout a été ' +
      'dit. Le travail continue que l’on regarde ou non.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Le dernier « id » reçu' })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  async events(
    @FromCaller() caller: Caller,
    @IdIn('runId') runId: string,
    @Req() request: ApiRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const standing = (await this.runs.standing(runId)) ?? notThere('run-unknown');
    const seen = seenOf(request.headers['last-event-id']?.toString());
    const nothingNew = seen.end && eventsSince(seen, standing).events.length === 0;
    void reply.header('x-accel-buffering', 'no').type('text/event-stream; charset=utf-8');
    if (nothingNew) void reply.status(204).send();
    else if (request.method === 'HEAD') void reply.send('');
    else void reply.send(this.streams.open(request, caller, { runId, roles: WHO, seen }));
  }

  /** The rows in error of a run. */
  @Get(':runId/errors')
  @MayCall(...WHO)
  @ReadsMoneyOf('run-errors')
  @ApiOperation({ summary: 'Les lignes en erreur d’un long travail' })
  @AnswersPageOf(RunErrorDto)
  async errors(@IdIn('runId') runId: string, @Query() query: PageQuery): Promise<Page<RunErrorDto>> {
    if (!(await this.runs.standing(runId))) notThere('run-unknown');
    return page(
      query,
      (asked) => this.runs.errors(runId, asked),
      ({ errorId }) => errorId,
    );
  }
}
