export * from './browser';
export * from './council-problem';
export { faultText, type FileFault, type TableRows } from './file-fault';
export { Hashes } from './hashes';
export * from './hashes.gateway';
export { LotteriesModule } from './lotteries.module';
export * from './quotas-file';
export * from './volunteers-file';
