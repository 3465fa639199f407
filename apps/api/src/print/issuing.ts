// The fund in scope as paper names it, and the address under which people reach it.
import { FundsQuery } from '#domain/funds';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config';
import { notThere } from '../http/not-there';
import { CONFIG } from '../settings';
import type { Issuer } from './issuer';

/** Who prints, its name in addresses, and the public address of this installation, e.g. `https://caisse.example.org`. */
export interface Issuing {
  readonly issuer: Issuer;
  readonly slug: string;
  readonly origin: string;
}

/** Reads who prints. */
@Injectable()
export class IssuingFund {
  constructor(
    private readonly funds: FundsQuery,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The fund in scope. @throws RuleBroken `fund-unknown` */
  async current(): Promise<Issuing> {
    const { name, demonstration, slug } = (await this.funds.current()) ?? notThere('fund-unknown');
    return { issuer: { name, demonstration }, slug, origin: this.config.publicUrl };
  }
}
