export { checkCertificate, type Checked } from './check-certificate';
export type { DrawProblem, Entry, Row } from './draw-problem';
export type { Certificate, CertificateLevel, Fairness, FairLottery, Feasibility, Relaxation } from './fair-lottery';
export { fairest, type FairestOptions, type Progress } from './fairest';
export { feasibility, whyNeverDrawable } from './feasibility';
export { loadHighs, SOLVER_NAME } from './highs.gateway';
export { keepsRows } from './keeps-rows';
export type { LinearSolver } from './linear-solver';
export { panelsOf } from './panels-of';
