import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { AssignCardUseCase } from './assign-card.use-case';
import { BlockCardUseCase } from './block-card.use-case';
import { CardsQuery } from './cards.query';
import { CardsStore } from './cards.store';
import { GiveMemberNumberUseCase } from './give-member-number.use-case';
import { HoldersStore } from './holders.store';
import { IdentifyHolderUseCase } from './identify-holder.use-case';
import { IssueCardUseCase } from './issue-card.use-case';
import { MakeCardsUseCase } from './make-cards.use-case';
import { ReplaceCardUseCase } from './replace-card.use-case';
import { SetPinUseCase } from './set-pin.use-case';
import { UnblockCardUseCase } from './unblock-card.use-case';
import { UnlockPinUseCase } from './unlock-pin.use-case';

const FOR_APPS = [
  AssignCardUseCase,
  BlockCardUseCase,
  CardsQuery,
  GiveMemberNumberUseCase,
  IdentifyHolderUseCase,
  IssueCardUseCase,
  MakeCardsUseCase,
  ReplaceCardUseCase,
  SetPinUseCase,
  UnblockCardUseCase,
  UnlockPinUseCase,
];

/** Cards, member numbers and PINs. */
@Module({ imports: [FundsModule], providers: [...FOR_APPS, CardsStore, HoldersStore], exports: FOR_APPS })
export class CardsModule {}
