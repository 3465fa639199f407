import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MayCall, Writes } from './access';
import type { Caller } from './caller';
import { FromCaller } from './from-caller';
import { PasswordGuard, type SignedInRequest } from './password.guard';
import { ChooseFundDto, SessionDto, SignInDto } from './session.dto';
import { Sessions } from './sessions';

/** Signing in and out. */
@ApiTags('Session')
@Controller('session')
export class SessionController {
  constructor(private readonly sessions: Sessions) {}

  /** Signs in. */
  @Post()
  @HttpCode(200)
  @MayCall('anyone')
  @Writes('none')
  @UseGuards(PasswordGuard)
  @ApiOperation({ summary: 'Se connecter', description: 'Ouvre une session (cookie) et donne le jeton X-CSRF-Token.' })
  @ApiOkResponse({ type: SessionDto })
  signIn(
    @Body() body: SignInDto,
    @Req() request: SignedInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    return this.sessions.open(request.user, body, { request, reply });
  }

  /** Shows the session. */
  @Get()
  @MayCall('signed-in')
  @ApiOperation({
    summary: 'Voir sa session',
    description: 'Qui je suis, dans quelle caisse, et le jeton X-CSRF-Token.',
  })
  @ApiOkResponse({ type: SessionDto })
  current(@FromCaller() caller: Caller): Promise<SessionDto> {
    return this.sessions.describe(caller);
  }

  /** Enters a fund. */
  @Put('fund')
  @MayCall('signed-in')
  @Writes('key-only')
  @ApiOperation({ summary: 'Choisir la caisse où agir', description: "Seulement une caisse où l'on a un rôle." })
  @ApiOkResponse({ type: SessionDto })
  choose(
    @FromCaller() caller: Caller,
    @Body() { fundId }: ChooseFundDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    return this.sessions.enter(caller, fundId, { request, reply });
  }

  /** Signs out. */
  @Delete()
  @HttpCode(204)
  @MayCall('signed-in')
  @Writes('none')
  @ApiOperation({ summary: 'Se déconnecter' })
  @ApiNoContentResponse({ description: 'La session est terminée.' })
  signOut(
    @FromCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.sessions.end(caller, { request, reply });
  }
}
