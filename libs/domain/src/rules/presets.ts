// Twelve real funds to start from: a new fund takes the nearest and edits.
import { RuleBroken } from '../kernel/rule-broken';
import { type Preset, presetFrom } from './preset';
import ariege from './presets/ariege.json';
import cadenet from './presets/cadenet.json';
import dieulefit from './presets/dieulefit.json';
import flers from './presets/flers.json';
import gironde from './presets/gironde.json';
import grenoble from './presets/grenoble.json';
import lavoir from './presets/lavoir.json';
import lyon from './presets/lyon.json';
import montpellier from './presets/montpellier.json';
import nantes from './presets/nantes.json';
import toulouse from './presets/toulouse.json';
import yonne from './presets/yonne.json';

const PRESETS: readonly Preset[] = [
  dieulefit,
  lavoir,
  montpellier,
  gironde,
  lyon,
  toulouse,
  flers,
  nantes,
  grenoble,
  ariege,
  yonne,
  cadenet,
].map(presetFrom);

/** All presets, always in the same order. */
export function presets(): readonly Preset[] {
  return PRESETS;
}

/**
 * The preset of a key, e.g. `flers`.
 * @throws RuleBroken `preset-unknown` with the keys there are
 */
export function presetByKey(key: string): Preset {
  const preset = PRESETS.find((one) => one.key === key);
  if (!preset) throw new RuleBroken('preset-unknown', { key: key.slice(0, 64), keys: PRESETS.map((one) => one.key) });
  return preset;
}
