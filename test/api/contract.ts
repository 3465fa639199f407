// Holds every answer against the OpenAPI document: what is promised is there, and nothing that is not promised.

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Body {
  readonly content?: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;
}

interface Operation {
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}

/** The parts of an OpenAPI document that are looked at. */
export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  email: /^[^\s@]+@[^\s@]+$/,
};

/** Every way in which an answer breaks the contract; an address that is not in it promises nothing. */
export function breachesOf(
  contract: Contract,
  call: { method: string; url: string },
  answer: { status: number; body: unknown },
): string[] {
  const operation = operationAt(contract, call.method, call.url.split('?', 1)[0] ?? '');
  if (!operation) return [];
  const promised = operation.responses[String(answer.status)] ?? operation.responses['default'];
  if (!promised) return [`${String(answer.status)} is not promised`];
  const [schema] = Object.values(promised.content ?? {}).map((content) => content.schema);
  return schema ? breaches(contract, schema, { value: answer.body, at: '' }) : [];
}

/** What is wrong with the examples of JSON bodies, asked for and answered: one that is missing, or does not fit. */
export function faultsOfExamples(contract: Contract): string[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { requestBody, responses }]) => {
      const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      return [...answers, ['asked', requestBody ?? {}] as const].flatMap(([what, { content }]) => {
        const json = content?.['application/json'];
        if (!json) return [];
        const at = `${method} ${path} ${what}`;
        return json.example === undefined
          ? [`${at}: none`]
          : breaches(contract, json.schema, { value: json.example, at });
      });
    }),
  );
}

function operationAt({ paths }: Contract, method: string, path: string): Operation | undefined {
  const exact = paths[path];
  const found =
    exact ??
    Object.entries(paths).find(([one]) => new RegExp(`^${one.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))?.[1];
  return found?.[method.toLowerCase()];
}

interface Spot {
  readonly value: unknown;
  readonly at: string;
}

function breaches(contract: Contract, schema: Schema, spot: Spot): string[] {
  if (schema.$ref !== undefined) {
    const named = contract.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named ? breaches(contract, named, spot) : [`${spot.at}: ${schema.$ref} is nowhere`];
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices)
    return choices.some((one) => breaches(contract, one, spot).length === 0) ? [] : [`${spot.at}: fits none`];
  if (schema.allOf) return schema.allOf.flatMap((one) => breaches(contract, one, spot));
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !isOf(types, spot.value))
    return [`${spot.at}: ${typeOf(spot.value)}, not ${types.join(' or ')}`];
  return spot.value === null
    ? []
    : [
        ...ofText(schema, spot),
        ...ofNumber(schema, spot),
        ...ofList(contract, schema, spot),
        ...ofObject(contract, schema, spot),
      ];
}

// A whole number is a number as well.
function isOf(types: readonly string[], value: unknown): boolean {
  const type = typeOf(value);
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function ofText({ enum: words, pattern, format, maxLength }: Schema, { value, at }: Spot): string[] {
  if (typeof value !== 'string') return [];
  const wrong =
    (words && !words.includes(value)) ||
    (pattern !== undefined && !new RegExp(pattern).test(value)) ||
    (format !== undefined && FORMATS[format]?.test(value) === false) ||
    (maxLength !== undefined && value.length > maxLength);
  return wrong ? [`${at}: "${value}"`] : [];
}

function ofNumber({ minimum = -Infinity, maximum = Infinity }: Schema, { value, at }: Spot): string[] {
  return typeof value === 'number' && (value < minimum || value > maximum) ? [`${at}: ${String(value)}`] : [];
}

function ofList(contract: Contract, { items }: Schema, { value, at }: Spot): string[] {
  if (!Array.isArray(value) || !items) return [];
  return value.flatMap((item, index) =>
    breaches(contract, items, { value: item as unknown, at: `${at}/${String(index)}` }),
  );
}

function ofObject(contract: Contract, schema: Schema, { value, at }: Spot): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { properties = {}, required = [], additionalProperties = false } = schema;
  const fields = new Map<string, unknown>(Object.entries(value));
  return [
    ...required.filter((name) => !fields.has(name)).map((name) => `${at}/${name}: is missing`),
    ...(additionalProperties
      ? []
      : [...fields.keys()].filter((name) => !(name in properties)).map((name) => `${at}/${name}: is not promised`)),
    ...Object.entries(properties)
      .filter(([name]) => fields.has(name))
      .flatMap(([name, inner]) => breaches(contract, inner, { value: fields.get(name), at: `${at}/${name}` })),
  ];
}
