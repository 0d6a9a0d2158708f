/** Asks the real xl about whole guests: as a dry run, and as a creation that ends where a hypervisor would be needed. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';

const ORACLE = 'test/conformance/oracle';

/** What brings the installed xl. */
export const INSTALL_XL = 'apt-get install xen-utils-4.17 xen-utils-common gcc libc6-dev';

/** The releases whose packages can be fetched and unpacked beside the installed one. */
export const RELEASES = ['4.14', '4.17', '4.20'] as const;

/** `xl-dryrun`: what xl says when it has read the file. `xl-create`: what libxl says to it, up to the devices. */
export type XlProgram = 'xl-dryrun' | 'xl-create';

/** What xl makes of one text. */
export interface XlRun {
  readonly id: number;
  /** Null when xl crashed; a creation that is taken ends with 95 or 96, a dry run with 0. */
  readonly status: number | null;
  readonly crashed?: string;
  /** `xl-create` only: null when xl crashed, or when something was wanted that only a host has. */
  readonly refused?: boolean | null;
  readonly stage?: string;
  readonly messages: readonly string[];
  readonly config: Readonly<Record<string, unknown>> | null;
  /** `xl-create` only: the programs that would be run. */
  readonly commands?: readonly unknown[];
}

/** What the scripts of oracle/ want to know: the release, and where builds and packages stay for the next run. */
export function oracleEnvironment(release?: string): NodeJS.ProcessEnv {
  return { XEN_ORACLE_CACHE: cacheFolder(), ...(release ? { XEN_ORACLE_RELEASE: release } : {}) };
}

function cacheFolder(): string {
  const folder =
    process.env.XEN_ORACLE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'xen-config-oracle');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The made-up host: its Xen was started with vpmu, so that no refusal hangs on that. */
const HOST = { XEN_ORACLE_VPMU: '1', XEN_ORACLE_UUID: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' };

/**
 * Asks about all texts, on all processors; without a release the installed xl answers. A string says why it is silent. The answers
 * come in the order of the texts.
 */
export async function askXl(program: XlProgram, texts: readonly string[], release?: string): Promise<XlRun[] | string> {
  const path = join(ORACLE, program);
  const env = { ...process.env, ...HOST, ...oracleEnvironment(release) };
  // The first call builds the shim, or fetches the release; the others find it.
  const first = spawnSync(path, ['--batch'], { input: '', encoding: 'utf8', env });
  if (first.status !== 0) return first.stderr?.trim().split('\n').at(-1) || String(first.error);
  const shares = Math.min(availableParallelism(), 8);
  const parts = await Promise.all(
    Array.from({ length: shares }, (_, share) => {
      const mine = texts.flatMap((text, id) => (id % shares === share ? [JSON.stringify({ id, text })] : []));
      return askBatch(path, `${mine.join('\n')}\n`, env);
    }),
  );
  return parts.flat().sort((a, b) => a.id - b.id);
}

/** One answer; xl may crash while it prints the guest, and what it had printed by then is no JSON. */
function readAnswer(line: string): XlRun {
  try {
    return JSON.parse(line);
  } catch {
    return JSON.parse(line.replace(/,"config":.*$/s, ',"config":null}'));
  }
}

function askBatch(program: string, input: string, env: NodeJS.ProcessEnv): Promise<XlRun[]> {
  return new Promise((resolve, reject) => {
    const judge = spawn(program, ['--batch'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    judge.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    judge.on('error', reject);
    judge.on('close', () => {
      const lines = Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean);
      resolve(lines.map(readAnswer));
    });
    judge.stdin.end(input);
  });
}
