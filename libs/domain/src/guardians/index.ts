export { EndGuardianUseCase } from './end-guardian.use-case';
export { GUARDIAN_KINDS, GUARDIAN_SCOPES, type GuardianKind, type GuardianScope } from './guardian';
export { GuardiansModule } from './guardians.module';
export { GuardiansQuery, type GuardianView, type UnitInCharge } from './guardians.query';
export { NameGuardianUseCase } from './name-guardian.use-case';
