// SHA-256, and whether a round of the public beacon drand is genuine: by @noble, the same code in Node and in browsers.
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesOfHex, isHex, type Sha256 } from './canonical-hash';
import { QUICKNET, type RoundCheck } from './draw-seed';

/** SHA-256 of some bytes. */
export const sha256: Sha256 = (bytes) => nobleSha256(bytes);

/**
 * Whether a signature is the one of drand's chain "quicknet" for a round (scheme bls-unchained-g1-rfc9380: the message is
 * SHA-256 of the round as 8 bytes, big end first; signatures are points of G1).
 */
export const isOfQuicknet: RoundCheck = (round, signature) => {
  if (!Number.isSafeInteger(round) || round < 1 || !isHex(signature, 48)) return false;
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(round));
  const { shortSignatures } = bls12_381;
  try {
    return shortSignatures.verify(
      bytesOfHex(signature),
      shortSignatures.hash(nobleSha256(message)),
      bytesOfHex(QUICKNET.publicKey),
    );
  } catch {
    // Not a point of the curve: nobody signed this.
    return false;
  }
};
