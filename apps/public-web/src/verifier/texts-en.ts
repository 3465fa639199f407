// What the page says, in English.
import type { Texts } from './texts-fr';

const number = new Intl.NumberFormat('en-GB');
const percent = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** The English texts. */
export const ENGLISH: Texts = {
  language: 'en',
  otherLanguage: 'Français',
  title: 'Check a draw',
  documentTitle: 'Check a draw · Tablée',
  skip: 'Go to the files',
  lead:
    'A fund has drawn its council, or its new people, by lot. This page does the whole sum again from the published record, ' +
    'and says what holds and what does not.',
  privacy:
    'Everything happens in your browser: no file is sent, neither to the fund nor to anybody. Once the page is open you may go ' +
    'offline.',
  tooOld: 'This browser is too old for this sum: update it, or open this page in another one.',
  files: {
    title: 'The files',
    choose: 'Choose files',
    drop: 'or drop them here, together or one after the other.',
    expected: 'The page sees what each one is:',
    kinds: {
      public: ['the public record', 'published by the fund; it is enough to check the draw'],
      own: ['your line', 'given to everybody on the list; it shows that you were on it, as you are'],
      sealed: ['the sealed record', 'entrusted to the scrutineers; it proves the quotas list by list'],
    },
    given: 'Files received',
    size: (bytes) =>
      bytes < 10_000 ? `${number.format(bytes)} bytes` : `${number.format(Math.round(bytes / 1000))} kB`,
    remove: (name) => `Remove ${name}`,
    needsPublic:
      'The public record is missing: the other files add to it. The fund publishes it with the minutes of the draw.',
    refused: {
      'too-large': 'is over 60 MB: that is no record of a draw.',
      'not-json':
        'cannot be read as JSON: the file is cut short, or of another kind. Download it again from the fund’s page.',
      'unknown-format':
        'is neither a record of a draw nor a line: its field “format” is not known. Ask the fund for the file of the public record.',
      'other-site':
        'is at another address than this page, which reads nothing elsewhere: download the record, then choose it here.',
      'not-found': 'could not be read at its address: download the record, then choose it here.',
      'not-public': 'is not a public record: choose it as a file.',
      'not-published': 'is not published yet: the draw was not held, or it waits for its second signature.',
    },
  },
  verdict: {
    working: 'Working…',
    holds: 'This draw is verified',
    holdsTest: 'This rehearsal is verified',
    breaks: 'This record does not hold',
    counted: (ok, all) =>
      ok === all
        ? `All ${number.format(all)} checks hold.`
        : `${number.format(all - ok)} of ${number.format(all)} checks ${all - ok > 1 ? 'fail' : 'fails'}.`,
    seconds: (milliseconds) =>
      `Computed here, in ${new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(milliseconds / 1000)} s.`,
    where: 'Where it does not hold',
    whatNow:
      'Do not trust this file. Download it again; if that repeats itself, show this page to the fund and to the scrutineers: it ' +
      'says where to look.',
    print: 'Print this check',
  },
  code: {
    title: 'Your chance',
    label: 'Your code',
    hint: 'Eight signs, like 7K3Q-9XRM: it is on your line, or on the note that the fund gave you.',
    look: 'Look it up',
    unknown: (code) =>
      `The code “${code}” is not in this record: read it again, or ask the fund whether it is of this draw.`,
    empty: 'Write your code, then look it up.',
    chance: (listed, panels) =>
      `Your chance: ${number.format(listed)} of ${number.format(panels)} lists, that is ` +
      `${percent.format((100 * listed) / panels)} in 100.`,
    drawn: 'This code was drawn.',
    reserve: (place) => `This code was not drawn; it is number ${number.format(place)} in reserve.`,
    neither: 'This code was not drawn.',
    line: 'What was frozen of you',
    tickets: 'Tickets',
    household: 'Household',
    alone: 'nobody else of the same household, or no rule for households',
    counts: 'Counts in',
    rows: { size: 'the seats', budget: 'the budget' },
  },
  checks: {
    title: 'What was checked',
    ok: 'Holds',
    broken: 'Does not hold',
  },
  kept: {
    label: 'The fingerprint that you kept',
    hint: 'The one that was put up before the draw, 64 signs: it proves that this is the same record.',
    look: 'Compare',
    empty: 'Write the fingerprint, then compare.',
  },
  limits: { title: 'What else one has to know' },
  draw: {
    title: 'The draw',
    fund: 'Fund',
    kind: 'Draw',
    kinds: { council: 'council', admission: 'admission' },
    test: 'rehearsal, names nobody',
    people: 'Codes in the frozen list',
    panels: 'Possible lists',
    committed: 'Commitment published on',
    order: 'The fund’s commitment',
    nth: (sequence) => `number ${number.format(sequence)}`,
    method: 'Method',
    methods: { leximin: 'LEXIMIN (the fairest)', maximin: 'maximin', equal: 'equal chances' },
    software: 'Software',
    source: 'Public value',
    sources: {
      drand: (round) => `round ${String(round)} of the public beacon drand`,
      dice: (throws) => `dice thrown before witnesses: ${throws}`,
      given: 'seed given by hand',
    },
    number: 'List drawn',
    panel: (count) => `Codes drawn (${number.format(count)})`,
    reserve: (count) => `In reserve, in this order (${number.format(count)})`,
    noReserve: 'Nobody: all codes were drawn.',
    fingerprints: 'Fingerprints, to be compared with those that were put up',
    parts: { commitment: 'Commitment (before the draw)', lottery: 'Lists (before the draw)', draw: 'Draw' },
    seed: 'Seed',
    totals: 'Totals per class',
    totalsHeads: ['Class', 'On the list', 'Drawn'],
    few: 'fewer than 5, not published',
    chances: (count) => `The chance of each of the ${number.format(count)} codes`,
    chancesHeads: ['Code', 'Lists', 'Chances in 100'],
  },
  footer: {
    other: 'You would rather not believe this page? The same check, by the command line of the free software:',
  },
  percent: (share) => percent.format(100 * share),
  count: (value) => number.format(value),
  date: (instant) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long' }).format(new Date(instant)),
};
