// Every family of measures, in the order they run. One line each: a new family is a file and a line.
// Still to come, with the worker and the api: `month.queue` (month-queue.bench.ts) and `http.read` (http-read.bench.ts).
import type { Bench } from './bench';
import { growthFunds } from './growth-funds.bench';
import { ledgerHot } from './ledger-hot.bench';
import { ledgerPost } from './ledger-post.bench';
import { ledgerRls } from './ledger-rls.bench';
import { ledgerTwoRows } from './ledger-two-rows.bench';
import { monthOrm } from './month-orm.bench';
import { monthSet } from './month-set.bench';

export const benches: readonly Bench[] = [
  ledgerPost,
  ledgerTwoRows,
  ledgerHot,
  ledgerRls,
  monthSet,
  monthOrm,
  growthFunds,
];
