// The verification itself, in this browser: the rules come from the product's own pure files, the hashes from @noble.
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  bytesOfHex,
  isHex,
  type PublicRecord,
  QUICKNET,
  type RoundCheck,
  type Verification,
  verifyOwnLine,
  verifyPublic,
  verifySealed,
} from '../../../../libs/domain/src/lotteries/browser';
import { checkCertificate } from '../../../../libs/domain/src/sortition/browser';
import type { GivenFile } from './files';

/** What was verified, and how long it took. */
export interface Verified extends Verification {
  /** The record, when it is whole enough to be read. */
  readonly record: PublicRecord | null;
  readonly milliseconds: number;
}

/** The files to verify together. */
export interface Files {
  readonly public: GivenFile;
  readonly sealed?: GivenFile | undefined;
  readonly own?: GivenFile | undefined;
}

/** Verifies a public record, and with it the sealed record and one's own line where they are given. */
export function verified(files: Files): Verified {
  const started = performance.now();
  const record = files.public.content;
  const tools = {
    sha256: (bytes: Uint8Array) => sha256(bytes),
    isOfBeacon: remembered(isOfQuicknet),
    checkCertificate,
  };
  const whole = files.sealed ? verifySealed(record, files.sealed.content, tools) : verifyPublic(record, tools);
  const known = new Set(whole.findings.map(({ check }) => check));
  const own = files.own ? verifyOwnLine(record, files.own.content, tools) : null;
  const findings = [...whole.findings, ...(own?.findings.filter(({ check }) => !known.has(check)) ?? [])];
  return {
    ok: findings.every(({ ok }) => ok),
    findings,
    limits: whole.limits,
    record: findings[0]?.ok === true ? (record as PublicRecord) : null,
    milliseconds: performance.now() - started,
  };
}

/** Whether a signature is that of drand's chain "quicknet" for a round: SHA-256 of the round as 8 bytes, signed on G1. */
const isOfQuicknet: RoundCheck = (round, signature) => {
  if (!Number.isSafeInteger(round) || round < 1 || !isHex(signature, 48)) return false;
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(round));
  const { shortSignatures } = bls12_381;
  try {
    return shortSignatures.verify(
      bytesOfHex(signature),
      shortSignatures.hash(sha256(message)),
      bytesOfHex(QUICKNET.publicKey),
    );
  } catch {
    return false; // not a point of the curve: nobody signed this
  }
};

/** The same answer to the same question, once found: a signature takes longer to check than all the rest. */
function remembered(check: RoundCheck): RoundCheck {
  const known = new Map<string, boolean>();
  return (round, signature) => {
    const question = `${round} ${signature}`;
    const answer = known.get(question) ?? check(round, signature);
    known.set(question, answer);
    return answer;
  };
}
