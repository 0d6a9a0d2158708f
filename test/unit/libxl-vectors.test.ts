/**
 * Recorded answers of xl and libxl 4.14, 4.17 and 4.20 (test/conformance/oracle), for machines without these programs: what they refuse is an
 * error, and what they take to the end is none. `node test/conformance/run.mjs xl-create releases` asks the programs themselves.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findings } from '../support/check.ts';

interface Answer {
  readonly refused?: boolean;
  readonly status?: number | null;
  readonly stage?: string;
}

interface Vector {
  readonly id: string;
  readonly text: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

function vectors(name: string): Vector[] {
  return readFileSync(new URL(`../conformance/oracle/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Disagreements that have a reason, by what their text holds; the same as in known-differences.json. */
const LISTED: readonly { readonly pattern: RegExp; readonly releases: readonly string[] }[] = [
  // Only the scheduler of the host says whether a weight is out of range.
  { pattern: /^cpu_weight/m, releases: ['4.14', '4.17', '4.20'] },
  // The judge's Xen was started without vpmu.
  { pattern: /^vpmu/m, releases: ['4.14', '4.17', '4.20'] },
  // A PV or PVH guest with dtdev is for Arm, the judge is an x86 host.
  { pattern: /^dtdev/m, releases: ['4.14', '4.17', '4.20'] },
  { pattern: /^llc_colors/m, releases: ['4.20'] },
  // Strings of PCI devices were read in another way up to 4.14.
  { pattern: /^pci/m, releases: ['4.14'] },
];

function disagreements(
  name: string,
  release: string,
  verdictOf: (answer: Answer, text: string) => boolean | undefined,
): string[] {
  return vectors(name).flatMap(({ id, text, answers }) => {
    const answer = answers[release];
    const refused = answer && verdictOf(answer, text);
    if (refused === undefined || LISTED.some((one) => one.releases.includes(release) && one.pattern.test(text)))
      return [];
    const rules = { 'missing-memory': 'error' } as const;
    const errors = findings({ 'g.cfg': text }, { toolstack: 'xl', version: release, rules }).filter(
      (one) => one.severity === 'error',
    );
    if (refused === errors.length > 0) return [];
    return [`${id}: ${refused ? 'refused, and no error' : `taken, and ${errors.map((one) => one.code).join(', ')}`}`];
  });
}

describe.each(['4.14', '4.17', '4.20'])('libxl %s', (release) => {
  it('refuses what is an error, and takes to the end what is none', () => {
    const found = disagreements('cases-libxl.jsonl', release, ({ refused, stage }, text) => {
      if (refused) return true;
      const isToTheEnd = stage === 'devices' && !/^\s*(?:pci|usbdev|device_model_stubdomain_override)\s*=/m.test(text);
      return isToTheEnd ? false : undefined;
    });
    expect(found).toEqual([]);
  });

  it('refuses in a dry run what is an error', () => {
    const found = disagreements('cases-releases.jsonl', release, ({ status }) => (status === 0 ? undefined : true));
    expect(found).toEqual([]);
  });
});
