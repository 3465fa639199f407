import { it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { openApi, openApiText } from '../../apps/api/src/http/openapi';
import { openFrontDoor } from './front-door';
it('writes', async () => { const d = await openFrontDoor(); writeFileSync('apps/api/openapi.json', openApiText(openApi(d.app))); await d.close(); });
