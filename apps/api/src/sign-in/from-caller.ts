// How a handler asks who calls.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ApiRequest } from '../http/request';
import type { Caller } from './caller';

/** Gives a handler its caller. */
export const FromCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<ApiRequest>();
  if (!caller) throw new Error('a handler for everybody asked who calls');
  return caller;
});
