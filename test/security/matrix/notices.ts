import { BOOKS, type RoomLines } from './line';

/** What is to be told to people. */
export const notices: RoomLines = {
  lines: {
    'GET /api/notices': { may: BOOKS },
    'GET /api/notices/sheet': { may: BOOKS, query: '?channel=counter' },
    'GET /api/notices/sheet.csv': { may: BOOKS, query: '?channel=counter' },
    'POST /api/notices/{noticeId}/told': { may: BOOKS, body: () => ({ outcome: 'told', channel: 'counter' }) },
    'POST /api/notices/numbers/{noticeNo}/told': {
      may: ['volunteer', ...BOOKS], // from a sheet in the hand, without seeing any list
      body: () => ({ outcome: 'told', channel: 'counter' }),
    },
  },
  prepare: () => Promise.resolve({ noticeNo: '1' }),
};
