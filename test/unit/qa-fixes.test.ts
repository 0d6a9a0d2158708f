/** Every repair does what it says: the finding is gone afterwards, and nothing worse stands there instead. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { applyFix, type Found, findings } from '../support/check.ts';
import { cfgCases } from '../support/qa/cfg.ts';
import { hostCases } from '../support/qa/host.ts';
import { sxpCases } from '../support/qa/sxp.ts';
import { vifCases } from '../support/qa/vif.ts';

interface Bad {
  readonly name: string;
  readonly files: ExampleFiles;
  readonly settings: { readonly toolstack?: 'xl' | 'xm'; readonly version?: string };
}

const CASES: readonly Bad[] = [
  ...[...sxpCases, ...vifCases, ...cfgCases, ...hostCases].map(([name, files, , toolstack]) => ({
    name,
    files,
    settings: toolstack ? { toolstack } : {},
  })),
  ...rules.flatMap((rule) =>
    rule.examples.map((example, index) => ({
      name: `${rule.code}, example ${index}`,
      files: example.bad,
      settings: {
        ...(example.toolstack ? { toolstack: example.toolstack } : {}),
        ...(example.version ? { version: example.version } : {}),
      },
    })),
  ),
];

/** A setting that did nothing and now works may open a door: that is said then, and not before. */
function isNewTrouble(one: Found): boolean {
  return (one.severity === 'error' || one.severity === 'warning') && one.area !== 'security';
}

function count(found: readonly Found[], code: string): number {
  return found.filter((one) => one.code === code).length;
}

/** What the first repair of each finding leaves behind that should not be there; one line each. */
function faults({ files, settings }: Bad): string[] {
  const before = findings(files, settings);
  const told: string[] = [];
  for (const one of before) {
    const fix = (one.fixes?.() ?? [])[0];
    if (!fix) continue;
    const after = findings(applyFix(files, fix), settings);
    if (count(after, one.code) >= count(before, one.code)) told.push(`${one.code}: "${fix.title}" leaves it`);
    for (const other of after) {
      // A guest of another type has an emulated card as well.
      if (one.code === 'nothing-to-boot' && other.code === 'emulated-card-unconnected') continue;
      // Under a name of its own a copy is another guest, and what it has in common with the first is told.
      if (one.code === 'duplicate-guest-name' && other.code === 'shared-writable-disk') continue;
      if (isNewTrouble(other) && count(after, other.code) > count(before, other.code)) {
        told.push(`${one.code}: "${fix.title}" makes ${other.code} in line ${other.line}`);
      }
    }
  }
  return told;
}

describe('the first repair of each finding', () => {
  it.each(CASES)('repairs: $name', (one) => {
    expect(faults(one)).toEqual([]);
  });
});
