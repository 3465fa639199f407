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
 * A document of version 1 as one of version 2; anything else as it is. New fields inside an older axis are filled where
 * the axis is read. An axis of version 2 that stands in it already is left as written.
 */
export function upcastRules(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  const fields = new Map<string, unknown>(Object.entries(document));
  if (fields.get('schemaVersion') !== 1) return document;
  return Object.fromEntries([...Object.entries(AXES_OF_VERSION_2), ...fields, ['schemaVersion', 2]]);
}
