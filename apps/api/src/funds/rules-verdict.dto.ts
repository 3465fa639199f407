import { type DocumentFault, readRules } from '#domain/rules';
import { RuleBroken } from '#domain/kernel';
import { ListOf, YesNo } from '../http/fields';
import { FaultDto } from './funds.dto';

/** What is to be said of a rules document. */
export class RulesVerdictDto {
  @YesNo()
  valid!: boolean;

  @ListOf(() => FaultDto, 1000)
  errors!: FaultDto[];
}

/** Reads a rules document and answers all its faults. */
export function rulesVerdict(document: unknown): RulesVerdictDto {
  try {
    readRules(document);
    return { valid: true, errors: [] };
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return { valid: false, errors: [...(error.facts['errors'] as unknown as DocumentFault[])] };
  }
}
