export { type DocumentFault, LARGEST_AMOUNT_CENTS } from './document-reading';
export { isFiller, type Preset, type PresetSource } from './preset';
export { presetByKey, presets } from './presets';
export { readRules } from './read-rules';
export * from './rules';
export { checkPublication, type Publication } from './rules-version';
