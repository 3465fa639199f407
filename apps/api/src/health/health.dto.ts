import { OneOf } from '../http/fields';

/** How the service is. */
export class HealthDto {
  @OneOf(['ok'])
  status!: 'ok';
}
