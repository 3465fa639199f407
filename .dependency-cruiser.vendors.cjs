// Who may import which package: a part of .dependency-cruiser.cjs, which makes a rule of each line.

/** Who may import a package (beside tests): its name as a pattern, and the files. What is not listed is free. */
const vendors = {
  database: [
    '(typeorm|@nestjs/typeorm)',
    [
      '^libs/tenancy/src/',
      '^infra/database/',
      '\\.module\\.ts$',
      '^apps/api/src/sign-in/[^/]+\\.store\\.ts$',
      '^apps/worker/src/delivery/outbox\\.gateway\\.ts$',
      '^apps/[^/]+/src/(main|config|worker)\\.ts$',
    ],
    'The pool belongs to the ground floor: send SQL through TenantTransaction.query().',
  ],
  postgres: [
    'pg',
    ['^infra/'],
    'Only infra speaks to Postgres without the pool: send SQL through TenantTransaction.query().',
  ],
  queue: ['(bullmq|@nestjs/bullmq)', ['^apps/worker/'], "The queue is the worker's: write news to the outbox instead."],
  redis: [
    'ioredis',
    ['^apps/worker/', '^apps/api/src/http/rate-limit[^/]*\\.ts$', '^apps/api/src/health/', '\\.module\\.ts$'],
    'Redis holds hints only (queue, rate limits): what must be true is in Postgres.',
  ],
  http: [
    '(fastify|@fastify/[^/]+|@nestjs/platform-fastify|@nestjs/swagger|passport|passport-local|@nestjs/passport|rate-limiter-flexible)',
    ['^apps/api/'],
    'HTTP is decoded at the front door, apps/api: pass plain values on.',
  ],
  validation: [
    '(class-validator|class-transformer)',
    ['\\.dto\\.ts$', '^apps/api/src/http/', '^apps/api/src/main\\.ts$'],
    'Fields are validated in .dto files and in apps/api/src/http only.',
  ],
  passwords: ['@node-rs/argon2', ['^libs/tenancy/src/password\\.ts$'], 'Passwords are hashed in one file.'],
  calendar: ['temporal-polyfill', ['^libs/domain/src/kernel/calendar\\.ts$'], 'Import Temporal from kernel/calendar.'],
  ibans: ['ibantools', ['^libs/domain/src/funds/iban\\.ts$'], 'IBANs are checked in one file.'],
  ids: ['uuid', ['^libs/tenancy/src/new-id\\.ts$'], 'Ids are made by newId() of #tenancy.'],
  pdf: [
    '(pdfkit|fontkit)',
    ['^apps/api/src/print/'],
    'What is printed is drawn at the front door, in apps/api/src/print.',
  ],
  codes: [
    'qrcode',
    ['^apps/api/src/print/'],
    'QR codes are drawn in apps/api/src/print, with a word for who cannot see them.',
  ],
  solver: [
    'highs',
    ['^libs/domain/src/sortition/[^/]+\\.gateway\\.ts$'],
    'The solver is reached through sortition/solver: what it answers is proved, not believed.',
  ],
  hashes: [
    '@noble/[^/]+',
    ['^libs/domain/src/lotteries/[^/]+\\.gateway\\.ts$', '^apps/public-web/'],
    'Hashes and the signatures of public randomness enter pure code as arguments, from lotteries/*.gateway or a web page.',
  ],
  logs: ['(pino|nestjs-pino)', ['^apps/'], 'Only processes write logs; a lib answers or throws.'],
};

module.exports = { vendors };
