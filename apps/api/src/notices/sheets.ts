// The lists of a channel as they leave the screen: to print, or to open in a spreadsheet.
import { FundsQuery } from '#domain/funds';
import { type Channel, NoticesQuery, type NoticeView, sheetToOpen, sheetToPrint } from '#domain/notices';
import { Injectable } from '@nestjs/common';

const LARGEST_SHEET = 500;

/** Draws up the sheets of the fund in scope: what still is to be told by one channel, oldest first, 500 at most. */
@Injectable()
export class Sheets {
  constructor(
    private readonly notices: NoticesQuery,
    private readonly funds: FundsQuery,
  ) {}

  /** As a page to print. */
  async toPrint(channel: Channel): Promise<string> {
    const { waiting, more } = await this.waiting(channel);
    const { today, demonstration } = await this.funds.time();
    const fundName = (await this.funds.current())?.name ?? '';
    return sheetToPrint({ fundName, demonstration, channel, on: today.toString(), more }, waiting);
  }

  /** As a file for a spreadsheet. */
  async toOpen(channel: Channel): Promise<string> {
    return sheetToOpen((await this.waiting(channel)).waiting);
  }

  private async waiting(channel: Channel): Promise<{ waiting: NoticeView[]; more: boolean }> {
    const wanted = { channel, state: 'to-tell' as const };
    const rows = await this.notices.list(wanted, { after: null, limit: LARGEST_SHEET + 1 });
    return { waiting: rows.slice(0, LARGEST_SHEET), more: rows.length > LARGEST_SHEET };
  }
}
