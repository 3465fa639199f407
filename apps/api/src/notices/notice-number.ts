// The number printed on a sheet, in an address.
import { RuleBroken } from '#domain/kernel';
import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { shownInAddress } from '../http/id';

const LARGEST = 2_147_483_647;

// What is no number of a sheet is on no sheet.
const ASKED: PipeTransform<string, number> = {
  transform: (text) => {
    if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > LARGEST) throw new RuleBroken('notice-unknown');
    return Number(text);
  },
};

/** Gives a handler the number of a notice that the address names. @throws RuleBroken `notice-unknown` */
export function NumberIn(name: string): ParameterDecorator {
  return shownInAddress(
    Param(name, ASKED),
    ApiParam({ name, schema: { type: 'integer', minimum: 1, maximum: LARGEST } }),
  );
}
