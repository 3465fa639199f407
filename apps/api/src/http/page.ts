// Long lists come a page at a time: `?after=` takes the `next` of the page before.
import type { PageRequest } from '#domain/kernel';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IdOf, OneOf, Whole } from './fields';
import { XLSX_TYPE } from '../exports/xlsx-sheet';

/** The most items of a page. */
export const LARGEST_PAGE = 200;
const USUAL_PAGE = 50;

/** What any list may be asked. Where it goes on, `after`, is a field of the lists themselves. */
export class ListQuery {
  @Whole({ from: 1, to: LARGEST_PAGE, optional: true, about: `Au plus, ${USUAL_PAGE} sans indication` })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  limit?: number;

  @OneOf(['csv', 'xlsx'], { optional: true, about: 'La liste entière, en fichier (aussi par l’en-tête Accept)' })
  format?: string;
}

/** What a list may be asked that goes on after an id. */
export class PageQuery extends ListQuery {
  @IdOf('dernier élément de la page précédente', { optional: true })
  after?: string;
}

/** A page; `next` is null on the last one. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/** Fetches one row more than asked, to know whether there is a next page; `key` is what `after` takes. */
export async function page<Item>(
  query: ListQuery & { readonly after?: string },
  fetch: (request: PageRequest) => Promise<readonly Item[]> | readonly Item[],
  key: (item: Item) => string,
): Promise<Page<Item>> {
  const limit = query.limit ?? USUAL_PAGE;
  const rows = await fetch({ after: query.after ?? null, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? key(last) : null };
}

/** What the handlers of lists say: the class of their items, whose fields are the columns of an export. */
const ITEMS = 'tablee:items';

/** The class of a handler's items, when it answers a list. */
export function itemsOf(
  reflector: Reflector,
  handler: Parameters<Reflector['get']>[1],
): (new () => object) | undefined {
  return reflector.get<(new () => object) | undefined>(ITEMS, handler);
}

/** Shows a page of a class in the OpenAPI document, and lets it be had whole as a file. */
export function AnswersPageOf(item: new () => object): MethodDecorator {
  return answersList(item, [item], {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: { type: 'array', items: { $ref: getSchemaPath(item) } },
      next: { type: ['string', 'null'] as unknown as 'string' },
    },
  });
}

/** The same for a list inside a whole (a statement): `items` and `next` are two of its fields. */
export function AnswersListIn(whole: new () => object, item: new () => object): MethodDecorator {
  return answersList(item, [whole, item], { $ref: getSchemaPath(whole) });
}

function answersList(item: new () => object, models: (new () => object)[], schema: Schema): MethodDecorator {
  return applyDecorators(
    SetMetadata(ITEMS, item),
    ApiExtraModels(...models),
    ApiOkResponse({
      description:
        'Une page ; « next » est à donner à « after » pour la suivante, null à la dernière. En CSV ou XLSX : la liste entière, ' +
        'avec les mêmes noms de champs.',
      content: {
        'application/json': { schema },
        'text/csv': { schema: { type: 'string' } },
        [XLSX_TYPE]: { schema: { type: 'string', format: 'binary' } },
      },
    }),
  );
}

type Schema = NonNullable<
  NonNullable<Extract<Parameters<typeof ApiOkResponse>[0], { content?: unknown }>['content']>[string]['schema']
>;
