// An example for every call: bodies asked for and answered, put together from what their fields say of themselves.
import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Media = { schema?: unknown; example?: unknown };

/** What an example is made from: the part of a schema that says what its values look like. */
interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly allOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

type Shapes = Readonly<Record<string, Shape>>;

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '01a202b9-2dc9-7039-8c25-f576ddfb939d',
  date: '2026-11-22',
  'date-time': '2026-11-22T09:30:00.000Z',
  email: 'camille@example.org',
  uri: 'https://example.org',
};
const WORDS = 'Un texte en clair';

/** Gives an operation its examples: of the JSON it is sent, and of the JSON it answers when all is well. */
export function exemplify(operation: Operation, schemas: unknown): void {
  const shapes = (schemas ?? {}) as Shapes;
  const asked = operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : {};
  giveExample(asked['application/json'], shapes);
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (!status.startsWith('2') || !answer || !('content' in answer)) continue;
    giveExample(answer.content['application/json'], shapes);
  }
}

function giveExample(media: Media | undefined, shapes: Shapes): void {
  if (media?.schema) media.example = exampleOf(media.schema, shapes);
}

/** One value that fits a shape. */
function exampleOf(shape: Shape, shapes: Shapes): unknown {
  if (shape.example !== undefined) return shape.example;
  if (shape.$ref !== undefined) return exampleOf(shapes[shape.$ref.split('/').at(-1) ?? ''] ?? {}, shapes);
  if (shape.enum) return shape.enum.find((one) => one !== null) ?? null;
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map((one) => exampleOf(one, shapes))) as unknown;
  const [choice] = (shape.anyOf ?? shape.oneOf ?? []).filter(({ type }) => type !== 'null');
  return choice ? exampleOf(choice, shapes) : plainExample(shape, shapes);
}

function plainExample(shape: Shape, shapes: Shapes): unknown {
  switch ([shape.type ?? 'object'].flat().find((type) => type !== 'null')) {
    case 'string':
      return textExample(shape);
    case 'boolean':
      return true;
    case 'array':
      return shape.items ? [exampleOf(shape.items, shapes)] : [];
    case 'object':
      return objectExample(shape.properties ?? {}, shapes);
    default:
      return shape.minimum ?? 0;
  }
}

function textExample({ format = '', minLength = 0, maxLength }: Shape): string {
  return BY_FORMAT[format] ?? WORDS.padEnd(minLength, '.').slice(0, maxLength);
}

function objectExample(properties: Readonly<Record<string, Shape>>, shapes: Shapes): unknown {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, exampleOf(one, shapes)]));
}
