export * from './browser';
export * from './council-problem';
export { faultText, type FileFault, type TableRows } from './file-fault';
export * from './hashes.gateway';
export * from './quotas-file';
export * from './volunteers-file';
