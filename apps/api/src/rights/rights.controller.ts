import { RevokeRightUseCase } from '#domain/funds';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import { Rights } from './rights';
import { GrantRightDto, RevokeRightDto, RightsOfDto } from './rights.dto';

/** Who may do what in the fund. */
@ApiTags('Droits')
@Controller('rights')
export class RightsController {
  constructor(
    private readonly rights: Rights,
    private readonly revokeRight: RevokeRightUseCase,
  ) {}

  /** Everybody with a role. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Qui a quel rôle dans la caisse' })
  @AnswersPageOf(RightsOfDto)
  list(@Query() query: PageQuery): Promise<Page<RightsOfDto>> {
    return page(
      query,
      (asked) => this.rights.list(asked),
      ({ identityId }) => identityId,
    );
  }

  /** Gives a role. */
  @Post()
  @HttpCode(204)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Donner un rôle à quelqu’un qui sait se connecter' })
  @ApiNoContentResponse({ description: 'Le rôle vaut dès le prochain appel.' })
  grant(@Body() body: GrantRightDto): Promise<void> {
    return this.rights.grant(body);
  }

  /** Takes a role away. */
  @Post('revocation')
  @HttpCode(204)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Retirer un rôle' })
  @ApiNoContentResponse({ description: 'Le rôle ne vaut plus dès le prochain appel.' })
  revoke(@Body() body: RevokeRightDto): Promise<void> {
    return this.revokeRight.run(body);
  }
}
