// A file as a body: taken as it comes, at the few addresses that want one, and read only once its sender was let pass.
import { RuleBroken } from '#domain/kernel';
import { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { XLSX_TYPE } from '../exports/xlsx-sheet';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What a spreadsheet is called in a Content-Type. */
export const SHEET_TYPES = ['text/csv', XLSX_TYPE, 'application/octet-stream'] as const;

/** The largest file that is read. */
const LARGEST_FILE_BYTES = 10 * 1024 * 1024;

const TAKES_FILES = /^\/api\/imports(\?|$)/;

/** Lets files in where they are wanted; anywhere else they are refused like any other foreign body. */
export function takeFiles(server: FastifyInstance): void {
  server.addContentTypeParser([...SHEET_TYPES], (request, payload, done) => {
    if (TAKES_FILES.test(request.url)) done(null, payload);
    else done(new RuleBroken('media-type-unsupported'));
  });
}

/** Whether a body is a file that is still to be read. */
export function isFile(body: unknown): body is Readable {
  return body instanceof Readable;
}

/** Reads the file that a call brings, if it brings one. @throws RuleBroken `body-too-large` */
export async function receiveFile(request: FastifyRequest): Promise<void> {
  if (!isFile(request.body)) return;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request.body as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LARGEST_FILE_BYTES) throw new RuleBroken('body-too-large', { limitBytes: LARGEST_FILE_BYTES });
    parts.push(part);
  }
  request.body = Buffer.concat(parts);
}

/** Gives a handler the file that was sent. */
export const FileSent = createParamDecorator((_data: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body)) throw new RuleBroken('file-missing');
  return body;
});
