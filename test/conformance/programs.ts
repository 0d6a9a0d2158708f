/** Asks the real programs in batches: libxlutil, python3 and ifquery. None of them is ours, and none writes anything. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oracleEnvironment } from './xl-runs.ts';

const ORACLE = 'test/conformance/oracle';

/** What brings each judge to a Debian host. */
export const INSTALL = {
  libxlutil: 'apt-get install xen-utils-4.17 xen-utils-common libxen-dev gcc libc6-dev',
  python3: 'apt-get install python3',
  ifquery: 'apt-get install ifupdown',
  ifup: 'apt-get install ifupdown bridge-utils iproute2 (and root, for a network namespace)',
  hotplug: 'apt-get install xen-utils-4.17 xen-utils-common gcc libc6-dev',
} as const;

/** The programs of administrators are not in everybody's PATH. */
const ENVIRONMENT = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };

export interface XlAnswer {
  readonly id: number;
  readonly accepted: boolean;
  readonly messages?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly crashed?: string;
}

/**
 * Asks libxlutil about files (`cfg`) and single strings, in the order of the requests; a string says why it is silent.
 * Without a release the installed library answers.
 */
export function askXlutil(
  requests: readonly { readonly op: string; readonly text: string }[],
  release?: string,
): XlAnswer[] | string {
  const input = requests.map((request, id) => `${JSON.stringify({ id, ...request })}\n`).join('');
  const answer = spawnSync(join(ORACLE, 'xlu-dump'), ['--batch'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...ENVIRONMENT, ...oracleEnvironment(release) },
  });
  if (answer.status !== 0) return answer.stderr?.trim().split('\n').at(-1) || String(answer.error);
  return lines(answer.stdout);
}

export interface PythonAnswer {
  readonly id: number;
  /** Left out where no verdict can be taken from Python 3. */
  readonly accepted?: boolean;
  readonly message?: string;
  /** The variables after the text was run, where that was asked for and came to an end. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Asks python3 whether it reads the texts and, for texts of our own making only (`run`), what their variables come to. */
export function askPython(
  requests: readonly { readonly text: string; readonly run: boolean }[],
): PythonAnswer[] | string {
  const input = requests.map((request, id) => `${JSON.stringify({ id, ...request })}\n`).join('');
  const answer = spawnSync('python3', ['-I', join(ORACLE, 'python-judge.py')], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (answer.status !== 0) return answer.stderr?.trim().split('\n').at(-1) || String(answer.error);
  return lines(answer.stdout);
}

/**
 * The line at which `ifquery --list` refuses each text, 0 where it reads it, -1 where it names no line; a string says why
 * it is silent. Listing touches no network and no other file as long as no text holds `source`.
 */
export function askIfquery(texts: readonly string[]): number[] | string {
  const folder = mkdtempSync(join(tmpdir(), 'ifquery-'));
  const file = join(folder, 'interfaces');
  try {
    const answers: number[] = [];
    for (const text of texts) {
      writeFileSync(file, text);
      const { stderr, error } = spawnSync('ifquery', ['--list', '-i', file], { encoding: 'utf8', env: ENVIRONMENT });
      if (error) return error.message;
      const refused = stderr.includes("couldn't read interfaces file");
      const places = [...stderr.matchAll(/:(\d+): (?!extra parameter)/g)];
      answers.push(refused ? Number(places.at(-1)?.[1] ?? -1) : 0);
    }
    return answers;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lines<T>(output: string): T[] {
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
