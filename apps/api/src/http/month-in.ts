// A month in an address.
import { type Month, monthOf, RuleBroken } from '#domain/kernel';
import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { shownInAddress } from './id';

const PATTERN = '^(20\\d\\d|2100)-(0[1-9]|1[0-2])$';
const ASKED_MONTH: PipeTransform<string, Month> = {
  transform: (text) => {
    if (new RegExp(PATTERN).test(text)) return monthOf(text);
    throw new RuleBroken('input-invalid', {
      errors: [{ pointer: '/month', detail: 'écrivez un mois, par exemple 2026-11' }],
    });
  },
};

/** Gives a handler the month that the address names. The handler refuses with `input-invalid` what is no month. */
export function MonthIn(name: string): ParameterDecorator {
  return shownInAddress(
    Param(name, ASKED_MONTH),
    ApiParam({ name, schema: { type: 'string', pattern: PATTERN }, example: '2026-11' }),
  );
}
