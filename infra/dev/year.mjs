/**
 * `npm run demo:year`: twelve demonstration funds live twelve months through the worker's queue; a table per fund, and exit
 * code 1 when books are off.
 */
import { liveApart } from './live-apart.mjs';

await liveApart({ set: 'year', what: 'Une année' });
