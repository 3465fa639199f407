// A page to print and a file for a spreadsheet: what their routes answer, and what a page may not do in a browser.
import { applyDecorators, Header } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
const FILE = { schema: { type: 'string' as const } };

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
