// A body is one JSON object, not nested without end: deeper than any form of ours it would only exhaust the stack.
import { RuleBroken } from '#domain/kernel';
import { isFile } from './upload';

const DEEPEST = 24;

/** Lets pass a body that is absent or a JSON object of ordinary depth. @throws RuleBroken `input-invalid` */
export function assertPlainBody(body: unknown): void {
  if (body === undefined || body === null || isFile(body)) return;
  if (typeof body !== 'object' || Array.isArray(body)) refuse('écrivez un objet JSON');
  if (isDeeper(body, DEEPEST)) refuse(`le document est imbriqué sur plus de ${DEEPEST} niveaux`);
}

function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isDeeper(inner, left - 1));
}

function refuse(detail: string): never {
  throw new RuleBroken('input-invalid', { errors: [{ pointer: '', detail }] });
}
