// What a machine can see of the house rules. Rooms, doors and vendors are in .dependency-cruiser.cjs.
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const code = ['apps/**/*.ts', 'libs/**/*.ts', 'infra/**/*.ts', 'test/**/*.ts'];
const scripts = ['**/*.mjs', '**/*.cjs'];
const specs = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/*.spec-support.ts', 'test/**/*.ts'];
const pure = { files: ['libs/domain/src/*/*.ts'], ignores: ['**/*.*.ts', '**/index.ts'] };

/** Files that read the environment: once, at boot. */
const configs = ['apps/*/src/config.ts', 'infra/**/*', 'test/support/**/*', '*.config.*'];
/** Files whose SQL cannot be one literal: SET LOCAL and DDL take no parameters. */
const builtSql = [
  'libs/tenancy/src/tenant-transaction.ts',
  'infra/database/migrations.ts',
  'infra/dev/postgres.mjs',
  ...specs,
];

const parameters = [
  {
    selector:
      'FunctionDeclaration[params.length>4], ArrowFunctionExpression[params.length>4], TSMethodSignature[params.length>4], ' +
      ':not(MethodDefinition[kind="constructor"]) > FunctionExpression[params.length>4]',
    message: 'More than 4 parameters: pass one object with named fields.',
  },
  {
    selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
    message: 'More than 6 things are injected: this class has two jobs, split it.',
  },
];
const environment = [
  {
    selector:
      'MemberExpression[object.name="process"][property.name="env"], VariableDeclarator[id.type="ObjectPattern"][init.name="process"]',
    message: 'The environment is read once, at boot, in config.ts: take the value from there.',
  },
];
const literalSql = [
  {
    selector:
      'CallExpression[callee.property.name="query"] > TemplateLiteral.arguments > :not(Identifier[name=/^[A-Z][A-Z_]*$/]).expressions, ' +
      'CallExpression[callee.property.name="query"] > BinaryExpression.arguments',
    message: 'SQL is one literal: values are parameters ($1); only a constant in CAPITALS may be spliced in.',
  },
];
const noWall = [
  {
    selector: 'TSTypeReference[typeName.name="Date"]',
    message: 'Use the days, months and instants of kernel/calendar.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Chance is given: take a Chance made from a seed (kernel/chance).',
  },
  {
    selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
    message: 'Time is given: take `today` or `now` as a value, from the clock of the fund.',
  },
];
const purity = [
  {
    selector: ':function[async=true], AwaitExpression, ForOfStatement[await=true]',
    message: 'A nameless file is pure: what waits belongs in a use case, a store or a query.',
  },
  {
    selector: 'ThrowStatement > NewExpression:not([callee.name=/^(RuleBroken|RangeError|TypeError)$/])',
    message: 'A rule that is broken throws RuleBroken(code, facts); a fault of the program RangeError.',
  },
];
const syntax = (...groups) => ({ 'no-restricted-syntax': ['error', ...groups.flat()] });

export default defineConfig(
  globalIgnores(['node_modules/', 'dist/', '.data/', '.nx/', 'coverage/']),
  // A rule that may be switched off by a comment is no rule.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: [...code, ...scripts],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'no-var': 'error',
      'no-console': 'error',
      complexity: ['error', 12],
      'max-depth': ['error', 3],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 70],
      ...syntax(parameters, environment, literalSql),
    },
  },
  {
    files: code,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // Files with decorators are left alone by this rule: Nest needs their constructor types as values.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A dto is a class for its decorators, and is filled by a literal.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Cents are a branded number, and rows of Postgres are unknown until they are cast.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', message: 'The environment is read in config.ts.' }] },
      ],
    },
  },
  {
    files: ['libs/domain/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Use the days, months and instants of kernel/calendar.' },
        { name: 'performance', message: 'Time is given, never looked up.' },
        { name: 'crypto', message: 'Ids and chance are given.' },
        { name: 'setTimeout', message: 'Business time is asked of the clock, never slept.' },
        { name: 'setInterval', message: 'Business time is asked of the clock, never slept.' },
      ],
      ...syntax(parameters, environment, literalSql, noWall),
    },
  },
  { ...pure, rules: syntax(parameters, environment, literalSql, noWall, purity) },
  { files: configs, rules: syntax(parameters, literalSql) },
  { files: builtSql, rules: syntax(parameters, environment) },
  // The two that may do both: build DDL and read the environment.
  {
    files: ['infra/database/migrations.ts', 'infra/dev/postgres.mjs', 'test/support/**/*.ts'],
    rules: syntax(parameters),
  },
  {
    // A describe holds its cases; the other limits hold for them too.
    files: specs,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: scripts,
    extends: [tseslint.configs.strict],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...['process', 'console', 'Buffer', 'URL', 'URLSearchParams', 'fetch', 'performance', 'structuredClone'],
          ...['AbortController', 'AbortSignal', 'TextDecoder', 'TextEncoder', 'setTimeout', 'clearTimeout'],
          ...['setInterval', 'clearInterval', 'setImmediate', 'queueMicrotask'],
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: {
      'no-undef': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
