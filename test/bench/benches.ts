// Every family of measures, in the order they run. One line each: a new family is a file and a line.
import type { Bench } from './bench';
import { growthFunds } from './growth-funds.bench';
import { httpPurchase } from './http-purchase.bench';
import { httpRead } from './http-read.bench';
import { importMembers } from './import.bench';
import { ledgerHot } from './ledger-hot.bench';
import { ledgerPost } from './ledger-post.bench';
import { ledgerRls } from './ledger-rls.bench';
import { ledgerTwoRows } from './ledger-two-rows.bench';
import { lotteryCurve } from './lottery-curve.bench';
import { monthOrm } from './month-orm.bench';
import { monthQueue } from './month-queue.bench';
import { monthSet } from './month-set.bench';
import { monthWhole } from './month-whole.bench';
import { purchasePay } from './purchase-pay.bench';
import { simulateAhead } from './simulate.bench';

export const benches: readonly Bench[] = [
  ledgerPost,
  ledgerTwoRows,
  ledgerHot,
  ledgerRls,
  monthSet,
  monthWhole,
  monthOrm,
  monthQueue,
  simulateAhead,
  lotteryCurve,
  importMembers,
  growthFunds,
  httpRead,
  purchasePay,
  httpPurchase,
];
