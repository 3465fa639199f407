// Long lists come a page at a time: `?after=` takes the `next` of the page before.
import type { PageRequest } from '#domain/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IdOf, Whole } from './fields';

const LARGEST_PAGE = 200;
const USUAL_PAGE = 50;

/** What a list may be asked. */
export class PageQuery {
  @IdOf('dernier élément de la page précédente', { optional: true })
  after?: string;

  @Whole({ from: 1, to: LARGEST_PAGE, optional: true, about: `Au plus, ${USUAL_PAGE} sans indication` })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  limit?: number;
}

/** A page; `next` is null on the last one. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/** Fetches one row more than asked, to know whether there is a next page; `key` is what `after` takes. */
export async function page<Item>(
  query: PageQuery,
  fetch: (request: PageRequest) => Promise<readonly Item[]> | readonly Item[],
  key: (item: Item) => string,
): Promise<Page<Item>> {
  const limit = query.limit ?? USUAL_PAGE;
  const rows = await fetch({ after: query.after ?? null, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? key(last) : null };
}

/** Shows a page of a class in the OpenAPI document. */
export function AnswersPageOf(item: new () => object): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      description: 'Une page ; « next » est à donner à « after » pour la suivante, null à la dernière.',
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          next: { type: ['string', 'null'] as unknown as 'string' },
        },
      },
    }),
  );
}
