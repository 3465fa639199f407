// A page to print and a file for a spreadsheet: what their routes answer, and what a page may not do in a browser.
import { applyDecorators, type CallHandler, type ExecutionContext, Header, Injectable } from '@nestjs/common';
import type { NestInterceptor } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { concatMap, type Observable } from 'rxjs';

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
const FILE = { schema: { type: 'string' as const } };

/** A document that is still to be drawn, from what was read. */
export class Paper {
  constructor(readonly draw: () => Promise<Buffer>) {}
}

/** Draws documents when the transaction in which they were read is over: drawing takes a while, and holds nothing. */
@Injectable()
export class PaperInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next
      .handle()
      .pipe(concatMap((answer: unknown) => Promise.resolve(answer instanceof Paper ? answer.draw() : answer)));
  }
}

/** The route answers a {@link Paper}: a PDF to print, shown in the browser, under a name when it is kept. */
export function AnswersPdf(fileName: string): MethodDecorator {
  return applyDecorators(
    Header('content-type', 'application/pdf'),
    Header('content-disposition', `inline; filename="${fileName}"`),
    ApiOkResponse({
      description: 'Un document PDF à imprimer, en noir et blanc, lisible par un lecteur d’écran',
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    }),
  );
}

/** The route answers a page to print: it runs nothing, and stands in nobody's frame. */
export function AnswersPaper(): MethodDecorator {
  return applyDecorators(
    Header('content-type', 'text/html; charset=utf-8'),
    Header('content-security-policy', PAGE_POLICY),
    ApiOkResponse({ description: 'Une page à imprimer', content: { 'text/html': FILE } }),
  );
}

/** The route answers a file for a spreadsheet, with semicolons, under a name. */
export function AnswersSpreadsheet(fileName: string): MethodDecorator {
  return applyDecorators(
    Header('content-type', 'text/csv; charset=utf-8'),
    Header('content-disposition', `attachment; filename="${fileName}"`),
    ApiOkResponse({ description: 'Un fichier CSV, avec des points-virgules', content: { 'text/csv': FILE } }),
  );
}
