// Rules that were published before an axis existed stay as they were voted, and are read with what was then a matter
// of course.

/** What rules of version 1 mean on the axes of version 2: nothing that anybody voted for is changed by it. */
const AXES_OF_VERSION_2 = {
  unpaid: { deadlineDays: 14 },
  dunning: {
    remindAfterDays: 10,
    retries: [{ afterDays: 7, classes: ['funds', 'technical'] }],
    callAfterDays: 21,
    largestInstalments: 6,
  },
  leaving: { unspent: { mode: 'kept' }, arrears: 'stay-owed' },
  eligibility: { communes: null, areas: null, meetingRequired: false, questions: [], incomeBandQuotas: [] },
};

/**
 * What rules of versions 1 and 2 mean on the axis of version 3: no limit that nobody voted, neither alcohol nor what is
 * not food, outlets paid once a month whatever they are owed, and paper as issued by default.
 */
const AXES_OF_VERSION_3 = {
  spending: {
    perPurchaseMaxCents: null,
    perDayMaxCents: null,
    requestMinutes: 15,
    refundDays: 30,
    ticketValuesCents: [500, 1_000],
    ticketMonths: 6,
    slip: { ceilingCents: 10_000, paysTo: 'outlet', lateDays: 60 },
    payouts: { every: 'month', thresholdCents: 0 },
    tallyDayMaxCents: null,
    outletsSeeInitials: false,
    coversAlcohol: false,
    coversNonFood: false,
    areas: null,
  },
};

/**
 * A document of version 1 or 2 as one of version 3; anything else as it is. New fields inside an older axis are filled
 * where the axis is read. A later axis that stands in it already is left as written.
 */
export function upcastRules(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  const fields = new Map<string, unknown>(Object.entries(document));
  const version = fields.get('schemaVersion');
  if (version !== 1 && version !== 2) return document;
  const later = version === 1 ? { ...AXES_OF_VERSION_2, ...AXES_OF_VERSION_3 } : AXES_OF_VERSION_3;
  return Object.fromEntries([...Object.entries(later), ...fields, ['schemaVersion', 3]]);
}
