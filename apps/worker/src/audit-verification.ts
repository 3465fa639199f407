// Re-reads the record of acts of every fund, or of one, and says in plain French whether anybody has touched it.
import { dataSource } from '#database';
import {
  asTenant,
  AuditChainQuery,
  type ChainFault,
  type ChainHead,
  type ChainVerdict,
  tenantId,
  TenantTransaction,
  WORKER,
} from '#tenancy';
import { FundDirectory, type FundView } from '#domain/funds';

/** Which fund, and a head that somebody noted down; none: every fund, against what is published. */
export interface Asked {
  readonly slug: string | null;
  readonly head: ChainHead | null;
}

/** What to print, and whether everything holds. */
export interface Verified {
  readonly lines: readonly string[];
  readonly sound: boolean;
}

const USAGE = 'Usage : npm run audit:verify -- [caisse [seq:empreinte]]';
const MOST = 100_000;

/** Reads the words of the command line. @throws Error in French when they are not understood */
export function asked([slug, head, ...more]: readonly string[]): Asked {
  const known = head === undefined ? null : /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(head);
  if (more.length > 0 || (head !== undefined && !known)) throw new Error(USAGE);
  return { slug: slug ?? null, head: known ? { seq: Number(known[1]), hash: known[2] ?? '' } : null };
}

/** Verifies on a connection of `app_user`. @throws Error in French when there is no such fund */
export async function verifyAudit(url: string, { slug, head }: Asked): Promise<Verified> {
  const source = await dataSource({ url, connections: 1, name: 'tablee-audit' }).initialize();
  try {
    const transaction = new TenantTransaction(source);
    const chain = new AuditChainQuery(transaction);
    const lines: string[] = [];
    let sound = true;
    for (const fund of await fundsOf(new FundDirectory(source), slug)) {
      const scope = { tenantId: tenantId(fund.fundId), actor: WORKER };
      const verdict = await asTenant(scope, () => transaction.read(() => chain.verify(head)));
      lines.push(...wordsOf(fund, verdict));
      sound &&= verdict.faults.length === 0;
    }
    return { lines, sound };
  } finally {
    await source.destroy();
  }
}

async function fundsOf(directory: FundDirectory, slug: string | null): Promise<FundView[]> {
  if (slug === null) return directory.list({ after: null, limit: MOST });
  const fund = await directory.bySlug(slug);
  if (!fund) throw new Error(`aucune caisse ne porte le nom « ${slug} »`);
  return [fund];
}

function wordsOf({ slug }: FundView, { head, waiting, faults }: ChainVerdict): string[] {
  const end = head ? `${head.seq} actes scellés, tête ${head.seq}:${head.hash}` : 'rien de scellé';
  const rest = waiting > 0 ? `, ${waiting} à sceller` : '';
  const verdict = faults.length === 0 ? 'registre intact' : `${faults.length} défaut(s)`;
  return [
    `${slug.padEnd(32)} ${verdict} (${end}${rest})`,
    ...faults.slice(0, 50).map((fault) => `    ${sentence(fault)}`),
  ];
}

const SENTENCES: Readonly<Record<ChainFault['kind'], string>> = {
  edited: 'a été modifié depuis qu’il a été scellé',
  removed: 'a été supprimé du registre',
  moved: 'n’est plus à sa place, ou celui d’avant a changé',
  missing: 'ne suit pas le précédent : il manque au moins un acte entre les deux',
  'never-linked': 'n’a jamais été scellé, plus d’une heure après',
  'tail-cut': 'a été publié, et la chaîne s’arrête avant : la fin a été coupée',
  'head-differs': 'a été publié avec une autre empreinte : la chaîne a été réécrite',
};

function sentence({ kind, seq, auditId }: ChainFault): string {
  const which = [seq === null ? null : `n° ${seq}`, auditId].filter((part) => part !== null).join(', ');
  return `acte ${which} : ${SENTENCES[kind]}`;
}
