import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { MembersModule } from '../members/members.module';
import { AskUndoUseCase } from './ask-undo.use-case';
import { ForgetImportsUseCase } from './forget-imports.use-case';
import { ImportMembersUseCase } from './import-members.use-case';
import { ImportOutcomeStore } from './import-outcome.store';
import { ImportsQuery } from './imports.query';
import { ImportsStore } from './imports.store';
import { SinceImportQuery } from './since-import.query';
import { StageImportUseCase } from './stage-import.use-case';
import { StartImportUseCase } from './start-import.use-case';
import { TemplateQuery } from './template.query';
import { UndoImportUseCase } from './undo-import.use-case';

const FOR_APPS = [
  AskUndoUseCase,
  ForgetImportsUseCase,
  ImportMembersUseCase,
  ImportsQuery,
  StageImportUseCase,
  StartImportUseCase,
  TemplateQuery,
  UndoImportUseCase,
];

/** Members brought in by file. */
@Module({
  imports: [FundsModule, LedgerModule, MembersModule],
  providers: [...FOR_APPS, ImportOutcomeStore, ImportsStore, SinceImportQuery],
  exports: FOR_APPS,
})
export class ImportsModule {}
