// Any list as a file, whole: the same route asked page after page, with the API's own field names as headings.
import { asTenant, TenantTransaction } from '#tenancy';
import { FundsQuery } from '#domain/funds';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { csvLine, CSV_MARK, type Cell } from '../exports/csv';
import { cellsOf, columnsOf, INVENTED_COLUMN, INVENTED_WORDS } from '../exports/export-columns';
import { itemsOf, LARGEST_PAGE, type Page } from './page';
import type { ApiRequest } from './request';
import { xlsxOf, XLSX_TYPE } from '../exports/xlsx-sheet';

type Format = 'csv' | 'xlsx';
type Row = Readonly<Record<string, unknown>>;

/** Answers with a file where a list is asked for as one. Each page is a call of its own, with its own short transaction. */
@Injectable()
export class ExportInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const item = itemsOf(this.reflector, context.getHandler());
    const format = item ? formatOf(request) : null;
    if (!item || !format) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.file(item, { request, reply, format, ask: () => lastValueFrom(next.handle()) }));
  }

  private async file(
    item: new () => object,
    call: { request: ApiRequest; reply: FastifyReply; format: Format; ask: () => Promise<unknown> },
  ): Promise<Readable> {
    const { request, reply, format } = call;
    // The first page comes before the first byte: a refusal is still a refusal.
    const first = await nextPage(call, null);
    const invented = await this.isInvented(request);
    const columns = columnsOf(item);
    const headings = [...columns.map(({ heading }) => heading), ...(invented ? [INVENTED_COLUMN] : [])];
    const lines = async function* (): AsyncGenerator<readonly Cell[]> {
      yield headings;
      let page: Page<Row> = first;
      for (;;) {
        for (const row of page.items) yield [...cellsOf(row, columns), ...(invented ? [INVENTED_WORDS] : [])];
        if (page.next === null) return;
        page = await nextPage(call, page.next);
      }
    };
    const name = `${invented ? 'donnees-inventees-' : ''}${nameOf(request)}.${format}`;
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    void reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX_TYPE);
    return format === 'csv' ? Readable.from(csvOf(lines())) : xlsxOf(lines(), invented ? INVENTED_WORDS : 'liste');
  }

  private async isInvented({ caller, id }: ApiRequest): Promise<boolean> {
    if (!caller?.fundId || caller.isPlatform) return false;
    const scope = {
      tenantId: caller.fundId,
      actor: { kind: 'identity', id: caller.identityId },
      requestId: id,
    } as const;
    const card = await asTenant(scope, () => this.transaction.read(() => this.funds.current()));
    return card?.demonstration ?? false;
  }
}

// The route reads its query anew at each call: the page before says where the next one begins.
async function nextPage(
  { request, ask }: { request: ApiRequest; ask: () => Promise<unknown> },
  after: string | null,
): Promise<Page<Row>> {
  const { format: _asked, limit: _any, after: _from, ...rest } = request.query as Record<string, unknown>;
  request.query = { ...rest, limit: String(LARGEST_PAGE), ...(after === null ? {} : { after }) };
  const page = (await ask()) as Page<Row>;
  request.goesOn = true; // one reading of a list, however many pages it has
  return page;
}

function formatOf({ query, headers }: ApiRequest): Format | null {
  const { format } = query as { format?: unknown };
  if (format === 'csv' || format === 'xlsx') return format;
  if (format !== undefined) return null; // the validation says what is wrong with it
  const accept = headers.accept ?? '';
  if (accept.includes('text/csv')) return 'csv';
  return accept.includes(XLSX_TYPE) ? 'xlsx' : null;
}

const nameOf = ({ routeOptions }: ApiRequest): string =>
  (routeOptions.url ?? 'liste')
    .replace(/^\/api\//, '')
    .replaceAll(/\/:[A-Za-z]+/g, '')
    .replaceAll(/[^a-z-]+/g, '-');

async function* csvOf(lines: AsyncGenerator<readonly Cell[]>): AsyncGenerator<string> {
  yield CSV_MARK;
  let piece = '';
  for await (const line of lines) {
    piece += csvLine(line);
    if (piece.length < 16_384) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
