// What every route must say of itself: who may call it. One that says nothing stops the process at boot.
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { type DiscoveryService, MetadataScanner, type Reflector } from '@nestjs/core';
import { ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { RoleName } from './caller';

/** Who may call a route: a role, any signed-in person, or anyone at all. */
export type Access = RoleName | 'signed-in' | 'anyone';

/** Whoever holds any role in the fund. */
export const ANY_ROLE_HERE = ['coordinator', 'treasurer', 'volunteer', 'payer', 'outlet', 'member'] as const;

const MAY_CALL = 'tablee:may-call';
const HOW_IT_WRITES = 'tablee:how-it-writes';
const READS_MONEY_OF = 'tablee:reads-money-of';
const ROUTE = 'path';

/**
 * How an unsafe route deals with an Idempotency-Key: `keyed` in the current fund (the rule), `keyed-new-fund` in the
 * fund that the call creates, `key-only` asks for the key where the effect is naturally the same when repeated, `apart`
 * does so in the current fund, where nothing of the call may be kept or undone with it (a PIN, and how often it was wrong; a
 * purchase, whose one statement keeps the key itself),
 * `none` for sign-in, sign-out and questions that change nothing.
 */
export type HowItWrites = 'keyed' | 'keyed-new-fund' | 'key-only' | 'apart' | 'none';

/** Says who may call a route. */
export function MayCall(...who: readonly [Access, ...Access[]]): MethodDecorator {
  const cookie = who.includes('anyone') ? [] : [ApiCookieAuth('session')];
  return applyDecorators(SetMetadata(MAY_CALL, who), ApiExtension('x-may-call', who), ...cookie);
}

/** Says how an unsafe route deals with its key, where it is not the rule. */
export function Writes(how: HowItWrites): MethodDecorator {
  return applyDecorators(SetMetadata(HOW_IT_WRITES, how), ApiExtension('x-writes', how));
}

/**
 * Says that a route shows a person's money: each reading of it by somebody else (coordinator, treasurer, who is in charge of
 * the person) is remembered (settled question 10). What was read is what the address names by its id.
 */
export function ReadsMoneyOf(subjectKind: string): MethodDecorator {
  return SetMetadata(READS_MONEY_OF, subjectKind);
}

/** A handler as Nest hands it over. */
type Handler = Parameters<Reflector['get']>[1];

/** Who may call a handler; undefined when it does not say. */
export function accessOf(reflector: Reflector, handler: Handler): readonly Access[] | undefined {
  return reflector.get<readonly Access[] | undefined>(MAY_CALL, handler);
}

/** How a handler of an unsafe method deals with its key. */
export function howItWrites(reflector: Reflector, handler: Handler): HowItWrites {
  return reflector.get<HowItWrites | undefined>(HOW_IT_WRITES, handler) ?? 'keyed';
}

/** Whose money a handler shows, or undefined. */
export function readsMoneyOf(reflector: Reflector, handler: Handler): string | undefined {
  return reflector.get<string | undefined>(READS_MONEY_OF, handler);
}

/** Looks at every handler of every controller. @throws Error naming those that do not say who may call them */
export function assertEveryRouteSaysWho(discovery: DiscoveryService, reflector: Reflector): void {
  const scanner = new MetadataScanner();
  const silent = discovery.getControllers().flatMap(({ name, metatype }) => {
    const prototype = (metatype as { prototype?: Record<string, Handler> } | null)?.prototype;
    if (!prototype) return [];
    return scanner
      .getAllMethodNames(prototype)
      .filter((method) => isRoute(reflector, prototype[method]) && !accessOf(reflector, prototype[method] as Handler))
      .map((method) => `${String(name)}.${method}`);
  });
  if (silent.length > 0) throw new Error(`these routes do not say who may call them: ${silent.join(', ')}`);
}

function isRoute(reflector: Reflector, handler: Handler | undefined): boolean {
  return handler !== undefined && reflector.get<unknown>(ROUTE, handler) !== undefined;
}
