export { de, euros, frenchDay, frenchMonth } from './french';
export { type Channel, CHANNELS, sheetToOpen, sheetToPrint } from './notice-sheet';
export { NoticesModule } from './notices.module';
export { NoticesQuery, type NoticeView } from './notices.query';
export { TickNoticeUseCase } from './tick-notice.use-case';
