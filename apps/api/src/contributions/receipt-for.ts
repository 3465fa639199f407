// A volunteer types a receipt without learning anything else: what was received before, and what is still owed, is not
// theirs to see (settled question 10).
import { RuleBroken } from '#domain/kernel';
import { type Caller, seesAllMoney } from '../sign-in/caller';
import type { ReceiptDto } from './contributions.dto';

/** The answer to one who recorded a receipt: whole for those who keep the books, else its number only. */
export async function receiptFor(caller: Caller, record: () => Promise<ReceiptDto>): Promise<ReceiptDto> {
  if (seesAllMoney(caller)) return record();
  try {
    const { attemptId, receiptNo } = await record();
    return { attemptId, receiptNo, receivedCents: null, state: null };
  } catch (error) {
    if (error instanceof RuleBroken && error.code === 'receipt-too-large') throw new RuleBroken('receipt-too-large');
    throw error;
  }
}
