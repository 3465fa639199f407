// `draw verify`: whether a record is true, without the server; `draw line`: one person's own line out of a sealed record.
import {
  checkCertificate,
  isOfQuicknet,
  ownLine,
  type PublicRecord,
  type SealedRecord,
  sha256,
  SHAPES,
  shapeFaults,
  type Verification,
  verifyKept,
  verifyOwnLine,
  verifyPublic,
  verifySealed,
} from '#domain/lotteries';
import { BadInput } from './bad-input';
import { readOptions, required } from './options';
import { readJson } from './read-files';

const tools = { sha256, isOfBeacon: isOfQuicknet, checkCertificate };

/** A verification and how long it took. */
export interface Verified extends Verification {
  readonly seconds: number;
}

/** Verifies a record; with `--sealed` also what scrutineers check, with `--line` also one's own line. */
export function verifyFiles(args: readonly string[]): Verified {
  const { words, texts } = readOptions(args, ['sealed', 'line', 'fingerprint'], ['json']);
  const [path, ...more] = words;
  if (path === undefined || more.length > 0) {
    throw new BadInput([
      'Donnez le fichier du registre public, et lui seul : verify record.json [--sealed …] [--line …] [--fingerprint …].',
    ]);
  }
  const record = readJson(path);
  const sealed = texts['sealed'] === undefined ? null : readJson(texts['sealed']);
  const line = texts['line'] === undefined ? null : readJson(texts['line']);
  const started = performance.now();
  const open = sealed === null ? verifyPublic(record, tools) : verifySealed(record, sealed, tools);
  const verified = line === null ? open : withLine(open, verifyOwnLine(record, line, tools));
  const kept = texts['fingerprint'];
  const whole = kept === undefined ? verified : withKept(verified, record as PublicRecord, kept);
  return { ...whole, seconds: (performance.now() - started) / 1000 };
}

/** What was found, and of the person's own line what comes on top. */
function withLine(open: Verification, own: Verification): Verification {
  const known = new Set(open.findings.map(({ check }) => check));
  const findings = [...open.findings, ...own.findings.filter(({ check }) => !known.has(check))];
  return { ok: open.ok && own.ok, findings, limits: open.limits };
}

/** The same with the fingerprint that somebody kept, where there is a record to compare it with. */
function withKept(open: Verification, record: PublicRecord, kept: string): Verification {
  if (open.findings[0]?.ok !== true) return open;
  const found = verifyKept(record, kept);
  return { ...open, ok: open.ok && found.ok, findings: [...open.findings, found] };
}

/** What was found, for people. */
export function reportOf({ ok, findings, limits, seconds }: Verified): string {
  return [
    ...findings.flatMap(({ ok: holds, proves, where }) =>
      holds ? [`✓ ${proves}`] : [`✗ PAS VRAI : ${proves}`, ...where.map((place) => `    ${place}`)],
    ),
    ...limits.map((limit) => `· ${limit}`),
    ok
      ? `Registre vérifié en ${seconds.toFixed(2).replace('.', ',')} s.`
      : 'Ce registre N’EST PAS celui d’un tirage correct.',
    '',
  ].join('\n');
}

/** One person's own line. @throws BadInput when the sealed record is none, or does not know the code */
export function lineOf(args: readonly string[]): string {
  const options = readOptions(args, ['sealed', 'code'], []);
  const sealed = readJson(required(options, 'sealed', 'le registre scellé'));
  const code = required(options, 'code', 'le code de la personne');
  if (shapeFaults(sealed, SHAPES.sealed).length > 0) throw new BadInput(['Ce fichier n’est pas un registre scellé.']);
  const line = ownLine(sealed as SealedRecord, code);
  if (line === null) throw new BadInput([`Le code « ${code} » n’est pas dans ce registre.`]);
  return `${JSON.stringify(line)}\n`;
}
