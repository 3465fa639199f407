// Refuses what a dto does not name or allow, all faults at once, each with a JSON pointer and a French sentence.
import { RuleBroken } from '#domain/kernel';
import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';

/** The one validation pipe. Queries and bodies that pass are instances of their class. */
export function validation(): ValidationPipe {
  rememberRules();
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) =>
      new RuleBroken('input-invalid', { errors: errors.flatMap((error) => faultsOf(error, '')) }),
  });
}

type RulesOf = ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas'];
const remembered = new WeakMap<object, ReturnType<RulesOf>>();
let remembers = false;

// class-validator goes through the fields of every form there is to find those of one, at each call. What a class asks
// of its fields never changes once it is loaded.
function rememberRules(): void {
  if (remembers) return;
  remembers = true;
  const storage = getMetadataStorage();
  const rulesOf: RulesOf = storage.getTargetValidationMetadatas.bind(storage);
  storage.getTargetValidationMetadatas = (form, ...how) => {
    if (how.some(Boolean)) return rulesOf(form, ...how); // by schema or group: not ours
    const known = remembered.get(form) ?? rulesOf(form, ...how);
    remembered.set(form, known);
    return known;
  };
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
