export { type DocumentFault, LARGEST_AMOUNT_CENTS } from './document-reading';
export type { GuidedAnswers } from './guided-proposal';
export { isFiller, type Preset, type PresetSource } from './preset';
export { presetByKey, presets } from './presets';
export { readRules } from './read-rules';
export * from './rules';
export { checkPublication, type Publication } from './rules-version';
