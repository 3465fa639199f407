import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

describe('notices at the front door', () => {
  it('are read in words, printed, opened in a spreadsheet, and the reading is remembered', async () => {
    const { coordinator } = flers;
    const { body } = await coordinator.get('/api/notices?channel=counter');
    expect(body['items']).toMatchObject([{ noticeNo: 1, name: 'Ali de flers', title: 'Votre cotisation' }]);
    const page = await coordinator.get('/api/notices/sheet?channel=counter');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.text).toContain('Ali de flers');
    const file = await coordinator.get('/api/notices/sheet.csv?channel=counter');
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.text).toContain('noticeNo;name;label');
    expect((await coordinator.get('/api/notices/sheet?channel=letter')).text).not.toContain('Ali de flers');
    const audit = await coordinator.get('/api/audit');
    const kinds = (audit.body['items'] as { subjectKind: string }[]).map(({ subjectKind }) => subjectKind);
    expect(kinds.filter((kind) => kind === 'notices').length).toBe(4);
  });

  it('are ticked by the number on the sheet, and the answer names nobody', async () => {
    const ticked = await flers.coordinator.post('/api/notices/numbers/1/told', {
      outcome: 'not-reached',
      channel: 'counter',
      note: 'absent',
    });
    expect(ticked).toMatchObject({
      status: 200,
      body: { noticeNo: 1, state: 'to-tell', tries: 1, deadlineOn: null },
    });
    const told = await flers.coordinator.post(`/api/notices/${flers.noticeId}/told`, {
      outcome: 'told',
      channel: 'counter',
    });
    expect(Object.keys(told.body).sort()).toEqual(['deadlineOn', 'noticeNo', 'state', 'tries']);
    for (const wrong of ['0', '12345678901', 'x', '2']) {
      const answer = await flers.coordinator.post(`/api/notices/numbers/${wrong}/told`, {
        outcome: 'told',
        channel: 'counter',
      });
      expect({ wrong, status: answer.status, code: answer.body['code'] }).toEqual({
        wrong,
        status: 404,
        code: 'notice-unknown',
      });
    }
    expect((await lavoir.coordinator.get('/api/notices')).body['items']).toHaveLength(1);
  });
});
