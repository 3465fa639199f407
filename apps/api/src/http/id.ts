// An id in an address.
import { idOf } from '#domain/kernel';
import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';

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
