/**
 * `npm run demo:month`: the members of twelve demonstration funds spend for a month by all media their rules allow, outlets
 * are paid; a line per fund, and exit code 1 when books are off.
 */
import { liveApart } from './live-apart.mjs';

await liveApart({ set: 'month', what: 'Un mois' });
