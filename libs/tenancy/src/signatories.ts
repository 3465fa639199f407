// Who may sign what another has proposed: those who coordinate and those who keep the books, counted as people.

/** The acts that two people sign; a new one is a word here and a line in apps/api/src/approvals. */
export type ApprovalAct =
  | 'rules.publish'
  | 'arrears.forgive'
  | 'iban.change'
  | 'movement.manual'
  | 'outlet-iban.change'
  | 'payouts.seal'
  | 'draw.hold'
  | 'draw.open-sealed';

/** From so many people on, one signature is never enough (settled question 14). */
export const PEOPLE_FOR_TWO_SIGNATURES = 3;

/** From so many people on, what cannot be called back is never one person's doing. */
export const ANOTHER_PERSON = 2;

/** Whether a line of `tenancy.role_grant` lets its holder sign; an SQL expression. */
export const MAY_SIGN = `role in ('coordinator', 'treasurer')`;

/** How many people may sign in a fund; an SQL expression in which `$1` is the fund. */
export const SIGNATORIES = `(select count(distinct identity_id) from tenancy.role_grant
  where tenant_id = $1 and ${MAY_SIGN})`;
