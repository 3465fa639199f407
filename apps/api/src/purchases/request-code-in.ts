// The code of a payment request, in an address.
import { codeOf } from '#domain/purchases';
import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { shownInAddress } from '../http/id';
import { notThere } from '../http/not-there';

const ASKED: PipeTransform<string, string> = { transform: (typed) => codeOf(typed) ?? notThere('request-unknown') };

/** Gives a handler the code that the address names, however it was typed. What can be none is refused as unknown. */
export function CodeIn(name: string): ParameterDecorator {
  return shownInAddress(Param(name, ASKED), ApiParam({ name, schema: { type: 'string' }, example: 'K7PM4X' }));
}
