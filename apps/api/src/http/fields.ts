// One decorator a field: what is checked, what is said in French when it is wrong, and what the OpenAPI document shows.
import { dayOf, isUuid } from '#domain/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';

/** The largest amount that a call may name, in cents: ten million euros. */
const LARGEST_AMOUNT_CENTS = 1_000_000_000;

/** What every field may add: what it means, whether it may be left out (`optional`) or be null (`nullable`). */
export interface FieldOptions {
  readonly about?: string;
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly example?: unknown;
}

interface Check {
  readonly name: string;
  readonly test: (value: unknown) => boolean;
  readonly message: string;
}

/** An amount in whole cents, from 0 (or `from`) to ten million euros. */
export function AmountCents(options: FieldOptions & { from?: number } = {}): PropertyDecorator {
  const { from = 0 } = options;
  return Whole({ about: 'Montant en centimes', example: 4_000, ...options, from, to: LARGEST_AMOUNT_CENTS });
}

/** A balance or a sum in whole cents, of either sign; for answers. */
export function SumCents(options: FieldOptions = {}): PropertyDecorator {
  const largest = Number.MAX_SAFE_INTEGER;
  return Whole({
    about: 'Montant en centimes, négatif quand il est dû',
    example: 4_000,
    ...options,
    from: -largest,
    to: largest,
  });
}

/** A whole number between two bounds, both included. */
export function Whole(options: FieldOptions & { from: number; to: number }): PropertyDecorator {
  const { from, to } = options;
  const test = (value: unknown): boolean =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value <= to;
  const message = `écrivez un nombre entier de ${from} à ${to}`;
  return field({ type: 'integer', minimum: from, maximum: to }, options, { name: 'whole', test, message });
}

/** A number between two bounds, both included, to the hundredth. */
export function Hundredths(options: FieldOptions & { from: number; to: number }): PropertyDecorator {
  const { from, to } = options;
  const test = (value: unknown): boolean =>
    typeof value === 'number' && value >= from && value <= to && Number(value.toFixed(2)) === value;
  const message = `écrivez un nombre de ${from} à ${to}, avec deux décimales au plus`;
  return field({ type: 'number', minimum: from, maximum: to }, options, { name: 'hundredths', test, message });
}

/** The id of one kind of thing. */
export function IdOf(kind: string, options: FieldOptions = {}): PropertyDecorator {
  const test = (value: unknown): boolean => typeof value === 'string' && isUuid(value);
  const message = 'écrivez un identifiant (uuid en minuscules)';
  return field(
    { type: 'string', format: 'uuid' },
    { about: `Identifiant (${kind})`, ...options },
    { name: 'id', test, message },
  );
}

/** A month, `2026-11`, from 2000 to 2100. */
export function Month(options: FieldOptions = {}): PropertyDecorator {
  const pattern = '^(20\\d\\d|2100)-(0[1-9]|1[0-2])$';
  const test = (value: unknown): boolean => typeof value === 'string' && new RegExp(pattern).test(value);
  const message = 'écrivez un mois, par exemple 2026-11, entre 2000 et 2100';
  return field({ type: 'string', pattern }, { example: '2026-11', ...options }, { name: 'month', test, message });
}

/** A month of birth, `1984-05`, from 1900 to 2100. */
export function BirthMonth(options: FieldOptions = {}): PropertyDecorator {
  const pattern = '^(19\\d\\d|20\\d\\d|2100)-(0[1-9]|1[0-2])$';
  const test = (value: unknown): boolean => typeof value === 'string' && new RegExp(pattern).test(value);
  const message = 'écrivez un mois de naissance, par exemple 1984-05';
  return field({ type: 'string', pattern }, { example: '1984-05', ...options }, { name: 'birthMonth', test, message });
}

/** An e-mail address. */
export function Email(options: FieldOptions = {}): PropertyDecorator {
  const test = (value: unknown): boolean => isText(value, 254) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value as string);
  const message = 'écrivez une adresse, par exemple prenom@exemple.fr';
  return field({ type: 'string', format: 'email', maxLength: 254 }, options, { name: 'email', test, message });
}

/** A telephone number as people write it. */
export function Phone(options: FieldOptions = {}): PropertyDecorator {
  const pattern = '^\\+?[0-9 .()-]{6,32}$';
  const test = (value: unknown): boolean => typeof value === 'string' && new RegExp(pattern).test(value);
  return field(
    { type: 'string', pattern },
    { example: '06 12 34 56 78', ...options },
    {
      name: 'phone',
      test,
      message: 'écrivez un numéro de téléphone',
    },
  );
}

/** A time of the day, `08:30`. */
export function TimeOfDay(options: FieldOptions = {}): PropertyDecorator {
  const pattern = '^([01]\\d|2[0-3]):[0-5]\\d$';
  const test = (value: unknown): boolean => typeof value === 'string' && new RegExp(pattern).test(value);
  const message = 'écrivez une heure, par exemple 08:30';
  return field({ type: 'string', pattern }, { example: '08:30', ...options }, { name: 'timeOfDay', test, message });
}

/** The address of a page, `https://` and at most 500 characters. */
export function WebLink(options: FieldOptions = {}): PropertyDecorator {
  const test = (value: unknown): boolean => isText(value, 500) && /^https:\/\/\S+$/.test(value as string);
  const message = 'écrivez une adresse qui commence par https://';
  return field({ type: 'string', format: 'uri', maxLength: 500 }, options, { name: 'webLink', test, message });
}

/** A day of the calendar, `2026-11-22`, from 2000 to 2100. */
export function Day(options: FieldOptions = {}): PropertyDecorator {
  const message = 'écrivez un jour qui existe, par exemple 2026-11-22, entre 2000 et 2100';
  return field(
    { type: 'string', format: 'date' },
    { example: '2026-11-22', ...options },
    { name: 'day', test: isDay, message },
  );
}

/** A point in time in UTC; for answers. */
export function Moment(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'date-time' },
    { example: '2026-11-22T09:00:00.000Z', ...options },
    TEXT_CHECK(64),
  );
}

/** A text of 1 to `max` characters, not blank, without control characters. */
export function Text(max: number, options: FieldOptions = {}): PropertyDecorator {
  return field({ type: 'string', minLength: 1, maxLength: max }, options, TEXT_CHECK(max));
}

/** A short name for addresses: lower-case letters, digits and dashes. */
export function Slug(options: FieldOptions = {}): PropertyDecorator {
  const pattern = '^[a-z0-9][a-z0-9-]{1,62}$';
  const test = (value: unknown): boolean => typeof value === 'string' && new RegExp(pattern).test(value);
  const message = 'écrivez 2 à 63 lettres minuscules, chiffres ou tirets';
  return field(
    { type: 'string', pattern },
    { example: 'caisse-de-flers', ...options },
    { name: 'slug', test, message },
  );
}

/** One word of a list. */
export function OneOf(words: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  const test = (value: unknown): boolean => typeof value === 'string' && words.includes(value);
  const message = `choisissez ${words.map((word) => `« ${word} »`).join(', ')}`;
  return field({ type: 'string', enum: [...words] }, options, { name: 'oneOf', test, message });
}

/** Yes or no. */
export function YesNo(options: FieldOptions = {}): PropertyDecorator {
  const test = (value: unknown): boolean => typeof value === 'boolean';
  return field({ type: 'boolean' }, options, { name: 'yesNo', test, message: 'écrivez true ou false' });
}

/** A JSON object that its own reader checks (a rules document) or that is shown as it is. */
export function Document(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty(shown({ type: 'object', additionalProperties: true }, options)),
    ...presence(options),
    IsObject({ message: 'écrivez un objet JSON' }),
  );
}

/** A list of 1 to `max` objects of a class, or of none where the options say so. */
export function ListOf(
  item: () => new () => object,
  max: number,
  options: FieldOptions & { least?: number } = {},
): PropertyDecorator {
  const { least = 0 } = options;
  return applyDecorators(
    ApiProperty(shown({ type: item(), isArray: true, minItems: least, maxItems: max }, options)),
    ...presence(options),
    IsArray({ message: 'écrivez une liste' }),
    ArrayMinSize(least, { message: `donnez au moins ${least} élément` }),
    ArrayMaxSize(max, { message: `donnez au plus ${max} éléments` }),
    ValidateBy({
      name: 'listOfObjects',
      validator: {
        // What is no list at all is told so above.
        validate: (value: unknown) => !Array.isArray(value) || value.every(isObject),
        defaultMessage: () => "écrivez une liste d'objets",
      },
    }),
    ValidateNested({ each: true, message: 'écrivez un objet' }),
    Type(item),
  );
}

/** A list of words; for answers. */
export function WordsOf(words: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty(
      shown({ type: 'array', items: { type: 'string', ...(words.length > 0 ? { enum: [...words] } : {}) } }, options),
    ),
  );
}

/** A list of 1 to `most` texts, each of 1 to `max` characters. */
export function TextsOf(max: number, most: number, options: FieldOptions = {}): PropertyDecorator {
  const test = (value: unknown): boolean =>
    Array.isArray(value) && value.length > 0 && value.length <= most && value.every((one) => isText(one, max));
  const schema: ApiPropertyOptions = {
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: max },
    minItems: 1,
    maxItems: most,
  };
  const message = `donnez une liste de 1 à ${most} textes de ${max} caractères au plus`;
  return field(schema, options, { name: 'texts', test, message });
}

/** A list of amounts in whole cents; for answers. */
export function AmountsCents(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(ApiProperty(shown({ type: 'array', items: { type: 'integer', minimum: 0 } }, options)));
}

/** One object of a class. */
export function Part(part: () => new () => object, options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty(shown({ type: part() }, options)),
    ...presence(options),
    ValidateBy({ name: 'object', validator: { validate: isObject, defaultMessage: () => 'écrivez un objet' } }),
    ValidateNested({ message: 'écrivez un objet' }),
    Type(part),
  );
}

// ValidateNested lets null pass, and looks into lists within lists.
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const isDay = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^(20\d\d|2100)-\d\d-\d\d$/.test(value)) return false;
  try {
    return dayOf(value).toString() === value;
  } catch {
    return false;
  }
};

// Postgres refuses NUL, and no name needs the others: the line feed and the tab of a long note stay.
const isText = (value: unknown, max: number): boolean =>
  typeof value === 'string' &&
  value.length <= max &&
  value.trim() !== '' &&
  value.isWellFormed() &&
  !/[\p{Cc}]/u.test(value.replaceAll(/[\n\r\t]/g, ''));

const TEXT_CHECK = (max: number): Check => ({
  name: 'text',
  test: (value) => isText(value, max),
  message: `écrivez un texte de 1 à ${max} caractères`,
});

function field(schema: ApiPropertyOptions, options: FieldOptions, { name, test, message }: Check): PropertyDecorator {
  return applyDecorators(
    ApiProperty(shown(schema, options)),
    ...presence(options),
    ValidateBy({ name, validator: { validate: test, defaultMessage: () => message } }),
  );
}

function shown(schema: ApiPropertyOptions, options: FieldOptions): ApiPropertyOptions {
  return {
    ...schema,
    required: !options.optional,
    ...(options.nullable ? { nullable: true } : {}),
    ...(options.about === undefined ? {} : { description: options.about }),
    ...(options.example === undefined ? {} : { example: options.example }),
  } as ApiPropertyOptions;
}

function presence({ optional, nullable }: FieldOptions): PropertyDecorator[] {
  if (!optional && !nullable) return [];
  return [
    ValidateIf((_owner: object, value: unknown) => !(optional && value === undefined) && !(nullable && value === null)),
  ];
}
