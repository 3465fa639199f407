// The columns of an exported list: the fields of its OpenAPI schema, nested ones by their path (`attempt.state`).
import 'reflect-metadata';
import type { Cell } from './csv';

/** A column: its heading and the way to its value. */
export interface Column {
  readonly heading: string;
  readonly path: readonly string[];
}

/** The column that says of each row of a demonstration fund that it is invented (settled question 13). */
export const INVENTED_COLUMN = 'donneesInventees';
/** What stands in it. */
export const INVENTED_WORDS = 'données inventées';

interface Field {
  readonly type?: unknown;
  readonly isArray?: boolean;
}

/** The columns of a dto class, in the order of its fields. */
export function columnsOf(item: new () => object, above: readonly string[] = []): Column[] {
  return fieldsOf(item).flatMap(([name, { type, isArray }]) => {
    const path = [...above, name];
    const nested = typeof type === 'function' && isArray !== true && fieldsOf(type as new () => object).length > 0;
    return nested && path.length < 4 ? columnsOf(type as new () => object, path) : [{ heading: path.join('.'), path }];
  });
}

/** The cells of a row; lists of words are joined, whatever else is no plain value is JSON. */
export function cellsOf(row: Readonly<Record<string, unknown>>, columns: readonly Column[]): Cell[] {
  return columns.map(({ path }) => cellOf(path.reduce<unknown>(within, row)));
}

const within = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(' ');
  return JSON.stringify(value);
}

// Where @nestjs/swagger keeps what ApiProperty said.
function fieldsOf(item: new () => object): [string, Field][] {
  const prototype = item.prototype as object | undefined;
  if (!prototype) return [];
  const names = (Reflect.getMetadata('swagger/apiModelPropertiesArray', prototype) ?? []) as string[];
  return names.map((name) => {
    const key = name.replace(/^:/, '');
    return [key, (Reflect.getMetadata('swagger/apiModelProperties', prototype, key) ?? {}) as Field];
  });
}
