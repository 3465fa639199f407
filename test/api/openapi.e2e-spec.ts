import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describeApplication } from '../../apps/api/src/application';
import { openApi, openApiText } from '../../apps/api/src/http/openapi';
import { type Contract, faultsOfExamples } from './contract';
import { type FrontDoor, openFrontDoor } from './front-door';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: string[];
  readonly parameters?: { name: string; required?: boolean }[];
  readonly security?: unknown[];
  readonly requestBody?: unknown;
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
  readonly 'x-may-call'?: string[];
  readonly 'x-writes'?: string;
}

const DOOR = join(__dirname, '..', '..', 'apps', 'api', 'src');

let door: FrontDoor;
let operations: { where: string; method: string; operation: Operation }[];

beforeAll(async () => {
  door = await openFrontDoor();
  const { body } = await door.visitor().get('/openapi.json');
  operations = Object.entries(body['paths'] as Record<string, Record<string, Operation>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ where: `${method} ${path}`, method, operation })),
  );
});
afterAll(() => door.close());

describe('the contract', () => {
  it('is the one in the repository (else: node dist/apps/api/src/write-openapi.js)', async () => {
    const committed = readFileSync(join(__dirname, '..', '..', 'apps', 'api', 'openapi.json'), 'utf8');
    expect(openApiText(await describeApplication())).toBe(committed);
  });

  it('is what is served', async () => {
    expect((await door.visitor().get('/openapi.json')).body).toEqual(JSON.parse(openApiText(openApi(door.app))));
  });

  it('is OpenAPI 3.1, without the older way to say null', async () => {
    const { body, text, headers } = await door.visitor().get('/openapi.json');
    expect(body['openapi']).toBe('3.1.0');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(text).not.toContain('"nullable"');
    const { schemas } = body['components'] as { schemas: object };
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name ?? '');
    expect([...new Set(named)].filter((name) => !(name in schemas))).toEqual([]);
  });

  it('is written from classes of which no two have one name: the second would silently take the place of the first', () => {
    const written = readdirSync(DOOR, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('spec.ts'))
      .flatMap((path) =>
        [...readFileSync(join(DOOR, path), 'utf8').matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(
          ([, name]) => `${name ?? ''} in ${basename(path)}`,
        ),
      );
    const names = written.map((one) => one.split(' ')[0]);
    expect(names).toContain('AgreementDto');
    expect(written.filter((_, index) => names.indexOf(names[index]) !== names.lastIndexOf(names[index]))).toEqual([]);
  });

  it('shows an example of every body, asked for and answered, and each fits what is promised', async () => {
    const { body } = await door.visitor().get('/openapi.json');
    expect(faultsOfExamples(body as unknown as Contract)).toEqual([]);
  });

  it('names, groups and explains each operation once', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(operations.filter(({ operation }) => !operation.summary || !operation.tags?.length)).toEqual([]);
  });

  it('says who may call, what comes back, and how a refusal looks', () => {
    for (const { where, operation } of operations) {
      expect({ where, who: operation['x-may-call'] }).toEqual({
        where,
        who: expect.arrayContaining([expect.any(String)]),
      });
      const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      expect({ where, good: good.length }).toEqual({ where, good: 1 });
      const [status, answer] = good[0] ?? ['', {}];
      expect({ where, shown: status === '204' || answer.content !== undefined }).toEqual({ where, shown: true });
      expect(operation.responses['default']?.content).toHaveProperty(['application/problem+json']);
    }
  });

  it('asks for a key on every write but sign-in, sign-out and what changes nothing', () => {
    const keyless = operations
      .filter(({ method }) => method !== 'get')
      .filter(
        ({ operation }) => !operation.parameters?.some(({ name, required }) => name === 'Idempotency-Key' && required),
      )
      .map(({ where }) => where);
    expect(keyless.sort()).toEqual([
      'delete /api/session',
      'post /api/council/quota-proposals',
      'post /api/funds/{slug}/guided-contribution/proposal',
      'post /api/rules/comparisons',
      'post /api/rules/validate',
      'post /api/session',
      'post /api/simulations',
    ]);
  });

  it('is every route of the server and no other', () => {
    const shown = operations.map(
      ({ method, where }) => `${method.toUpperCase()} ${where.split(' ')[1]?.replaceAll(/\{(\w+)\}/g, ':$1') ?? ''}`,
    );
    const served = door.app
      .getHttpAdapter()
      .getInstance()
      .printRoutes({ commonPrefix: false, includeHooks: false })
      .split('\n');
    expect(served.length).toBeGreaterThan(10);
    const routes = routesOf(served);
    const pages = /^(GET|HEAD) \/(docs|openapi\.json|verifier)/; // for people to look at, no part of the contract
    expect(routes.filter((route) => !route.startsWith('HEAD') && !pages.test(route)).sort()).toEqual(shown.sort());
  });
});

describe('the documentation', () => {
  it('can be read in a browser that allows no foreign and no inline script', async () => {
    const page = await door.visitor().get('/docs');
    expect(page.status).toBe(200);
    expect(page.text).toContain('swagger-ui');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(page.text.match(/<script(?![^>]*\ssrc=)[^>]*>/g)).toBeNull();
    const parts = [...page.text.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(
      ([, part]) => new URL(part ?? '', 'http://x/docs').pathname,
    );
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts)
      expect({ part, status: (await door.visitor().get(part)).status }).toEqual({ part, status: 200 });
  });
});

/** Reads the tree that the router prints: depth by indentation, the methods in brackets at each end. */
function routesOf(lines: readonly string[]): string[] {
  const routes: string[] = [];
  const above: string[] = [];
  for (const line of lines) {
    const [, indent = '', rest = ''] = /^((?:│ {3}| {4})*)(?:├── |└── )(.*)$/.exec(line) ?? [];
    if (rest === '') continue;
    const [, part = '', methods = ''] = /^(\S+)(?: \(([A-Z, ]+)\))?/.exec(rest) ?? [];
    const depth = indent.length / 4;
    above.length = depth;
    above.push(part);
    for (const method of methods.split(', ').filter(Boolean)) routes.push(`${method} ${above.join('')}`);
  }
  return routes;
}
