export * from './calendar';
export * from './chance';
export * from './id';
export * from './money';
export * from './page';
export * from './receipt';
export * from './rule-broken';
