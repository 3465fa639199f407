import { presets } from '#domain/rules';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayCall } from '../sign-in/access';
import { presetDto, PresetDto } from './presets.dto';

/** The twelve real funds from which a new one may start. */
@ApiTags('Modèles')
@Controller('presets')
export class PresetsController {
  /** All presets. */
  @Get()
  @MayCall('signed-in')
  @ApiOperation({ summary: 'Douze caisses réelles, avec leurs sources' })
  @ApiOkResponse({ type: [PresetDto] })
  list(): PresetDto[] {
    return presets().map(({ key }) => presetDto(key));
  }

  /** One preset. */
  @Get(':key')
  @MayCall('signed-in')
  @ApiOperation({ summary: 'Une caisse réelle' })
  @ApiOkResponse({ type: PresetDto })
  one(@Param('key') key: string): PresetDto {
    return presetDto(key);
  }
}
