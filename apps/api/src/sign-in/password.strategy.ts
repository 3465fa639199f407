// Passport's strategy for login and password.
import { type Identity, IdentityStore } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';

/** The name under which passport knows the strategy. */
export const BY_PASSWORD = 'password';

/** Looks a person up by login and password. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, BY_PASSWORD) {
  constructor(private readonly identities: IdentityStore) {
    super({ usernameField: 'login', passwordField: 'password', session: false });
  }

  /** Called by passport; `false` when there is no such person or it is not their password. */
  async validate(login: string, password: string): Promise<Identity | false> {
    return (await this.identities.withPassword(login, password)) ?? false;
  }
}
