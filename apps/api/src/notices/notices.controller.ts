import { NoticesQuery, TickNoticeUseCase } from '#domain/notices';
import { dayOf } from '#domain/kernel';
import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn, NumberIn } from '../http/id';
import { AnswersPageOf, page, type Page } from '../http/page';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import { NoticeDto, NoticesWantedQuery, SheetQuery, TickDto, TickedDto } from './notices.dto';
import { Sheets } from './sheets';

const SHEET_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
const FILE = { schema: { type: 'string' as const } };

/** What is to be told to people, and who told them. Nothing is sent by the machine yet: people print, call and tick. */
@ApiTags('Avis')
@Controller('notices')
export class NoticesController {
  constructor(
    private readonly notices: NoticesQuery,
    private readonly tick: TickNoticeUseCase,
    private readonly sheets: Sheets,
  ) {}

  /** What is to be told. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('notices')
  @ApiOperation({ summary: 'Ce qu’il y a à dire aux gens, par canal' })
  @AnswersPageOf(NoticeDto)
  list(@Query() query: NoticesWantedQuery): Promise<Page<NoticeDto>> {
    const wanted = { channel: query.channel ?? null, state: query.state ?? 'to-tell' };
    return page(
      query,
      (asked) => this.notices.list(wanted, asked),
      ({ noticeId }) => noticeId,
    );
  }

  /** The sheet to print. */
  @Get('sheet')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('notices')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', SHEET_POLICY)
  @ApiOperation({ summary: 'La feuille à imprimer : lettres, ou liste à appeler et à cocher' })
  @ApiOkResponse({ description: 'Une page à imprimer', content: { 'text/html': FILE } })
  print(@Query() { channel }: SheetQuery): Promise<string> {
    return this.sheets.toPrint(channel);
  }

  /** The sheet as a file. */
  @Get('sheet.csv')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('notices')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="avis.csv"')
  @ApiOperation({ summary: 'La même liste pour un tableur' })
  @ApiOkResponse({ description: 'Un fichier CSV, avec des points-virgules', content: { 'text/csv': FILE } })
  open(@Query() { channel }: SheetQuery): Promise<string> {
    return this.sheets.toOpen(channel);
  }

  /** Ticks a notice from the screen. */
  @Post(':noticeId/told')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Cocher : c’est dit, ou la personne n’a pas été jointe' })
  @ApiOkResponse({ type: TickedDto })
  told(@IdIn('noticeId') noticeId: string, @Body() body: TickDto): Promise<TickedDto> {
    return this.tick.run({ which: { noticeId }, ...tickOf(body) });
  }

  /** Ticks a notice from the sheet, by its number: who types sees nothing of it. */
  @Post('numbers/:noticeNo/told')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Cocher d’après la feuille, par le numéro imprimé' })
  @ApiOkResponse({ type: TickedDto })
  toldByNumber(@NumberIn('noticeNo', 'notice-unknown') noticeNo: number, @Body() body: TickDto): Promise<TickedDto> {
    return this.tick.run({ which: { noticeNo }, ...tickOf(body) });
  }
}

function tickOf({ outcome, channel, note, on }: TickDto): Omit<Parameters<TickNoticeUseCase['run']>[0], 'which'> {
  return { outcome, channel, note: note ?? null, on: on === undefined ? null : dayOf(on) };
}
