// The contract: one OpenAPI 3.1 document, the same on the wire, on the documentation page and in the repository.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { exemplify } from './examples';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Access = readonly string[];
const WRITING = ['post', 'put', 'patch', 'delete'] as const;
const METHODS = ['get', ...WRITING] as const;

const DESCRIPTION = `Une caisse commune de l'alimentation, vue par ses machines.

**Se connecter** : \`POST /api/session\` avec identifiant et mot de passe ; la session est un cookie, et la réponse donne un
jeton à renvoyer dans l'en-tête \`X-CSRF-Token\` à chaque écriture.

**Écrire** : chaque écriture porte un en-tête \`Idempotency-Key\` (8 à 255 caractères) choisi par l'appelant ; envoyée deux fois
avec la même clé, elle n'a lieu qu'une fois et rend la première réponse.

**Montants** en centimes d'euro, entiers. **Mois** \`2026-11\`, **jours** \`2026-11-22\`, **instants** en UTC.

**Refus** : \`application/problem+json\` (RFC 9457) ; \`code\` est stable, \`title\` est à montrer.`;

/** Makes the document from the routes. */
export function openApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tablée')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('AGPL-3.0-or-later', 'https://www.gnu.org/licenses/agpl-3.0.html')
    .addCookieAuth('sid', { type: 'apiKey', in: 'cookie', description: '`__Host-sid` en https' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, builder, {
    operationIdFactory: (controller, method) => operationId(controller, method),
  });
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      complete(operation, method !== 'get');
      exemplify(operation, document.components?.schemas);
    }
  }
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM } };
  return document;
}

/** Serves the document at /openapi.json and a page to read it at /docs. */
export function serveOpenApi(app: NestFastifyApplication, document: OpenAPIObject): void {
  const body = JSON.stringify(document);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
  SwaggerModule.setup('docs', app, document, { raw: false, customSiteTitle: 'Tablée : documentation de l’API' });
}

/** The document as it is written in the repository. */
export function openApiText(document: OpenAPIObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function operationId(controller: string, method: string): string {
  const room = controller.replace(/Controller$/, '');
  return `${room.charAt(0).toLowerCase()}${room.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}

function complete(operation: Operation, unsafe: boolean): void {
  const extended = operation as Operation & { 'x-may-call'?: Access; 'x-writes'?: string };
  const keyed = unsafe && extended['x-writes'] !== 'none';
  const signedIn = !extended['x-may-call']?.includes('anyone');
  operation.parameters = [
    ...(operation.parameters ?? []),
    ...(keyed ? [KEY_HEADER] : []),
    ...(unsafe && signedIn ? [CSRF_HEADER] : []),
  ];
  operation.responses['default'] = {
    description: 'Un refus, avec son code',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

const KEY_HEADER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Choisie par l’appelant ; la même clé ne fait effet qu’une fois',
  schema: { type: 'string', minLength: 8, maxLength: 255 },
} as const;

const CSRF_HEADER = {
  name: 'X-CSRF-Token',
  in: 'header',
  required: true,
  description: 'Le jeton donné à la connexion',
  schema: { type: 'string' },
} as const;

const PROBLEM = {
  type: 'object' as const,
  description: 'RFC 9457 ; les faits qui aident à corriger sont des membres de plus',
  required: ['type', 'title', 'status', 'code', 'instance'],
  additionalProperties: true,
  properties: {
    type: { type: 'string', example: 'urn:tablee:problem:input-invalid' },
    title: { type: 'string', description: 'Une phrase en français, à montrer' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, en anglais' },
    instance: { type: 'string', description: "Le numéro de la demande, celui de l'en-tête X-Request-Id" },
    errors: {
      type: 'array',
      description: 'Les champs à corriger, chacun avec son pointeur JSON',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};
