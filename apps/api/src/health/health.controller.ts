import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayCall } from '../sign-in/access';
import { HealthDto } from './health.dto';
import { Readiness } from './readiness';

/** Whether the process lives, and whether it can work. */
@ApiTags('Santé')
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Answers as long as the process lives. */
  @Get('health')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Le processus vit' })
  @ApiOkResponse({ type: HealthDto })
  health(): HealthDto {
    return { status: 'ok' };
  }

  /** Answers when Postgres and Redis answer. */
  @Get('ready')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Le service peut travailler', description: 'Postgres (les deux accès) et Redis répondent.' })
  @ApiOkResponse({ type: HealthDto })
  ready(): Promise<HealthDto> {
    return this.readiness.check();
  }
}
