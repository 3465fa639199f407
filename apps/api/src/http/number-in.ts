// A number that is printed on paper, in an address.
import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { shownInAddress } from './id';
import { notThere } from './not-there';

const LARGEST = 2_147_483_647;

/**
 * Gives a handler the number (of a notice's sheet, of an outlet) that the address names. What is no such number is on no
 * paper: it is refused with the code given, as one that is unknown.
 */
export function NumberIn(name: string, unknown: string): ParameterDecorator {
  const asked: PipeTransform<string, number> = {
    transform: (text) => (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= LARGEST ? Number(text) : notThere(unknown)),
  };
  return shownInAddress(
    Param(name, asked),
    ApiParam({ name, schema: { type: 'integer', minimum: 1, maximum: LARGEST } }),
  );
}
