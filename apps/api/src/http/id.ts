// An id in an address, or a number that is printed on paper.
import { idOf } from '#domain/kernel';
import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { notThere } from './not-there';

const ASKED_ID: PipeTransform<string, string> = { transform: (text) => idOf(text) };

/** Gives a handler the id that the address names. The handler refuses with `id-malformed` what is no id. */
export function IdIn(name: string): ParameterDecorator {
  return shownInAddress(Param(name, ASKED_ID), ApiParam({ name, schema: { type: 'string', format: 'uuid' } }));
}

/** Joins what a parameter takes from the address with how the OpenAPI document shows it. */
export function shownInAddress(take: ParameterDecorator, show: MethodDecorator): ParameterDecorator {
  return (target, method, index) => {
    take(target, method, index);
    const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
    if (method !== undefined && descriptor) show(target, method, descriptor);
  };
}

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
