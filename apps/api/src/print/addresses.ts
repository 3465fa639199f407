// The addresses that printed codes carry: plain https addresses, so that any phone's own camera reads them.

/** Where a member pays at an outlet; `origin` is the public address of this Tablée. */
export function outletAddress(origin: string, fundSlug: string, outletNo: number): string {
  return `${origin}/p/${fundSlug}/${outletNo}`;
}
