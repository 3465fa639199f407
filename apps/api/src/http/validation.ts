// Refuses what a dto does not name or allow, all faults at once, each with a JSON pointer and a French sentence.
import { RuleBroken } from '#domain/kernel';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

/** The one validation pipe. Queries and bodies that pass are instances of their class. */
export function validation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) =>
      new RuleBroken('input-invalid', { errors: errors.flatMap((error) => faultsOf(error, '')) }),
  });
}

function faultsOf(error: ValidationError, above: string): { pointer: string; detail: string }[] {
  // class-validator has no property name for a body that is no object.
  if (typeof error.property !== 'string') return [{ pointer: above, detail: 'écrivez un objet JSON' }];
  const pointer = `${above}/${error.property.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([name, detail]) => ({
    pointer,
    detail: FRENCH[name] ?? detail,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}

const FRENCH: Readonly<Record<string, string>> = {
  whitelistValidation: "ce champ n'existe pas : retirez-le",
  unknownValue: 'écrivez un objet JSON',
};
