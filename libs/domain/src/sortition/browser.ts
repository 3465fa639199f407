// What a web page needs to check by itself that no draw is fairer: pure files only.
export { checkCertificate } from './check-certificate';
