export { AskSeparationUseCase } from './ask-separation.use-case';
export { DropSeparationUseCase } from './drop-separation.use-case';
export { SeparationsModule } from './separations.module';
export { SeparationsQuery } from './separations.query';
