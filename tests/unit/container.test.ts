import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { databaseSettings } from '../../db/settings.ts';
import { startSettings } from '../../scripts/settings.ts';

// No engine for containers runs here: what can be read off the two files is held against the project.

/** Instructions of the Dockerfile, a line each. */
const instructions = readFileSync('Dockerfile', 'utf8')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    return { name, rest: rest.replaceAll(/\s+/g, ' ') };
  });

const all = (name: string) => instructions.filter((each) => each.name === name).map(({ rest }) => rest);
const scripts = JSON.parse(readFileSync('package.json', 'utf8')).scripts as Record<string, string>;

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

const compose = parse(readFileSync('compose.yaml', 'utf8')) as {
  services: Record<'postgres' | 'app', Service>;
  volumes: Record<string, unknown>;
};

test('everything that is copied into the image is there, and goes into it', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  const sources = all('COPY')
    .filter((rest) => !rest.startsWith('--from'))
    .flatMap((rest) => rest.split(' ').slice(0, -1));
  expect(sources.length).toBeGreaterThan(6);
  expect(sources.filter((path) => !existsSync(path) || ignored.includes(path))).toEqual([]);
  // What a build is recognised by (scripts/server/build.ts): without it the server would build again.
  for (const path of ['app', 'db', 'public', 'scripts', 'next.config.js', 'package-lock.json', 'tsconfig.json'])
    expect(sources.map((source) => source.replace('./', ''))).toContain(path);
});

test('the image runs what npm start runs, as an ordinary user', () => {
  const commands = all('RUN').flatMap((rest) => [...rest.matchAll(/npm run (\S+)/g)].map(([, name = '']) => name));
  expect(commands).toEqual(['build']);
  expect(scripts.build).toBeDefined();
  const command = JSON.parse(all('CMD').at(-1) ?? '[]') as string[];
  expect(command.join(' ')).toBe(scripts.start);
  const last = instructions.findLastIndex(({ name }) => name === 'FROM');
  const users = instructions.slice(last).filter(({ name }) => name === 'USER');
  expect(users.map(({ rest }) => rest)).toEqual(['node']);
  expect(all('FROM').every((rest) => !/[./]/.test(rest.split(' ')[0] ?? ''))).toBe(true);
});

test('the settings of the image are settings of the program', () => {
  const env = Object.fromEntries(
    [...(all('ENV')[0] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  expect(startSettings([], env as never)).toMatchObject({
    host: '0.0.0.0',
    port: 3000,
    database: { dataDir: '/data' },
  });
  expect(all('EXPOSE')).toEqual(['3000']);
  expect(all('VOLUME')).toEqual(['/data']);
});

test('the health check of the image asks an address that the server has', () => {
  const [check = ''] = all('HEALTHCHECK');
  const command = JSON.parse(check.slice(check.indexOf('CMD ') + 4)) as string[];
  expect(command.slice(0, 2)).toEqual(['node', '-e']);
  expect(readFileSync('scripts/server/operation.ts', 'utf8')).toContain(`'${/\/-\/\w+/.exec(check)?.[0]}'`);
  expect(() => new Function(command[2] ?? '')).not.toThrow();
});

test('compose: two services that wait for one another, secrets from outside, nothing open to the network', () => {
  const { postgres, app } = compose.services;
  const readme = readFileSync('README.md', 'utf8');
  expect(postgres.image).toBe('postgres:18');
  expect(app.build).toBe('.');
  expect(app.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  expect(postgres.healthcheck?.test.join(' ')).toContain('pg_isready');
  expect(postgres.ports).toBeUndefined();
  expect(app.ports).toEqual(['127.0.0.1:3000:3000']);
  expect(postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
  for (const name of Object.keys(app.environment)) expect(readme).toContain(`\`${name}\``);
  for (const volume of postgres.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
});

test('compose: the address of the database is one the program takes, for the user and the database that are made', () => {
  const { postgres, app } = compose.services;
  const given = (app.environment.DATABASE_URL ?? '').replaceAll(/\$\{\w+:\?[^}]*\}/g, 'secret123');
  const { databaseUrl } = databaseSettings({ DATABASE_URL: given } as never);
  expect(() => startSettings([], { DATABASE_URL: given } as never)).not.toThrow();
  const url = new URL(databaseUrl);
  expect([url.username, url.password, url.hostname, url.pathname]).toEqual([
    postgres.environment.POSTGRES_USER,
    'secret123',
    'postgres',
    `/${postgres.environment.POSTGRES_DB}`,
  ]);
});
