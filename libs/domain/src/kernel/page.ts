// A long list, a page at a time.

/** Where a list goes on: after this id (none: from the start), at most `limit` rows. */
export interface PageRequest {
  readonly after: string | null;
  readonly limit: number;
}
