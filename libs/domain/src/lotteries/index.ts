export * from './browser';
export * from './hashes.gateway';
