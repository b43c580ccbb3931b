import { hostname } from 'node:os';

/** The key that signs tokens when nobody set one: known to everybody, so good for a workshop only. */
export const DEVELOPMENT_JWT_KEY = 'koa-sample-ap-development-key';

/** Everything that the environment decides, read once at the start. */
export interface Config {
  /** TCP port; 0 lets the system choose one. */
  port: number;
  version: string;
  /** The pod's name: Kubernetes makes it the host name of the container. */
  pod: string;
  jwtKey: string;
  database: DatabaseConfig;
  /**
   * How long the app goes on answering after SIGTERM while `/readyz` already says that it leaves, in milliseconds. An
   * ingress controller sends visitors whose cookie names this pod here until the pod is not ready.
   */
  drainMs: number;
  /** How long requests in flight may take to finish after SIGTERM and that, in milliseconds. */
  shutdownMs: number;
  /** `exit` leaves at once on SIGTERM and drops what is in flight: there to show what that does to clients. */
  onSigterm: 'finish' | 'exit';
}

export interface DatabaseConfig {
  host: string;
  port: number;
  user: string;
  password: string;
  name: string;
}

/** The environment does not say what the app needs; the message names every variable concerned. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Throws {@link ConfigError} naming every variable that is missing or not of its form. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const text = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') problems.push(`${name} is not set`);
    return value ?? '';
  };
  const whole = (name: string, fallback: number, max: number): number => {
    const value = env[name];
    if (value === undefined || value === '') return fallback;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number <= max)) problems.push(`${name} is not a whole number up to ${max}`);
    return number;
  };

  const config: Config = {
    port: whole('PORT', 3000, 65_535),
    version: env['APP_VERSION'] ?? 'dev',
    pod: hostname(),
    jwtKey: env['JWT_KEY'] === undefined || env['JWT_KEY'] === '' ? DEVELOPMENT_JWT_KEY : env['JWT_KEY'],
    database: {
      host: text('DB_HOST'),
      port: whole('DB_PORT', 3306, 65_535),
      user: text('DB_USER'),
      password: text('DB_PASSWORD'),
      name: text('DB_DATABASE'),
    },
    drainMs: whole('DRAIN_MS', 0, 3_600_000),
    // Kubernetes kills 30 s after SIGTERM by default: be gone before.
    shutdownMs: whole('SHUTDOWN_MS', 25_000, 3_600_000),
    onSigterm: env['ON_SIGTERM'] === 'exit' ? 'exit' : 'finish',
  };
  if (problems.length > 0) throw new ConfigError(problems.join('; '));
  return config;
}
