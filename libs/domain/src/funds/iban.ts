// Bank accounts as people write them, made sure of before money is sent anywhere.
import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from 'ibantools';
import { RuleBroken } from '../kernel/rule-broken';

/** An IBAN of the SEPA area without spaces, that adds up. @throws RuleBroken `iban-invalid` */
export function ibanOf(written: string): string {
  const iban = electronicFormatIBAN(written) ?? '';
  if (!isValidIBAN(iban) || !isSEPACountry(iban.slice(0, 2))) throw new RuleBroken('iban-invalid');
  return iban;
}

/** A BIC without spaces, in capitals; null where none was given. @throws RuleBroken `bic-invalid` */
export function bicOf(written: string | null): string | null {
  if (written === null) return null;
  const bic = written.replaceAll(/\s/g, '').toUpperCase();
  if (!isValidBIC(bic)) throw new RuleBroken('bic-invalid');
  return bic;
}
