import { COORDINATOR, type RoomLines } from './line';

/** What is to be told to people. */
export const notices: RoomLines = {
  lines: {
    'GET /api/notices': { may: COORDINATOR },
    'GET /api/notices/sheet': { may: COORDINATOR, query: '?channel=counter' },
    'GET /api/notices/sheet.csv': { may: COORDINATOR, query: '?channel=counter' },
    'POST /api/notices/{noticeId}/told': { may: COORDINATOR, body: () => ({ outcome: 'told', channel: 'counter' }) },
    'POST /api/notices/numbers/{noticeNo}/told': {
      may: COORDINATOR,
      body: () => ({ outcome: 'told', channel: 'counter' }),
    },
  },
  prepare: () => Promise.resolve({ noticeNo: '1' }),
};
