// What the others of a household are told when one asks that it be separated.

/** The key of the notice of a request to a person. */
export function noticeKey(requestId: string, personId: string): string {
  return `separation-asked/${requestId}/${personId}`;
}
