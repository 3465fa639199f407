import { CardsModule } from '#domain/cards';
import { GuardiansModule } from '#domain/guardians';
import { Module } from '@nestjs/common';
import { CardActsController } from './card-acts.controller';
import { CardScope } from './card-scope';
import { CardsController } from './cards.controller';
import { HoldersController } from './holders.controller';

/** Cards, member numbers and PINs, at the front door. */
@Module({
  imports: [CardsModule, GuardiansModule],
  controllers: [CardsController, CardActsController, HoldersController],
  providers: [CardScope],
})
export class CardsDoorModule {}
