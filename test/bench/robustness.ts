/**
 * Measures how time grows with the size of a file: parsing, checking, completion and hover at 100 kB, 1 MB and 10 MB of
 * each language, then texts that are hard on parsers. Time for each byte must not double as files grow a hundredfold.
 */
import { performance } from 'node:perf_hooks';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { complete } from '../../server/src/features/completion.ts';
import { toDiagnostic } from '../../server/src/features/diagnostics.ts';
import { hover } from '../../server/src/features/hover.ts';
import { semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import { defaultSettings } from '../../server/src/model/settings.ts';
import type { Language, SourceFile } from '../../server/src/model/source-file.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import { decodeText } from '../../server/src/text-input.ts';
import { fill, markdownTable } from '../conformance/write-docs.mjs';

/** One unit of each language, repeated until the file is large enough; `#` is replaced by the number of the unit. */
const UNITS: Readonly<Record<string, { language: Language; toolstack: 'xl' | 'xm'; unit: string }>> = {
  'domU file, xl': {
    language: 'xen-cfg',
    toolstack: 'xl',
    unit: 'key_# = "value"\nmemory = 512\nvif += [ "mac=00:16:3e:00:00:01,bridge=xenbr0" ]\ndisk = [ "phy:/dev/vg/g#,xvda,w" ] # c\nnumber_# = #\n',
  },
  'domU file, one list': {
    language: 'xen-cfg',
    toolstack: 'xl',
    unit: '  "phy:/dev/vg/guest-#,xvd#,w",\n',
  },
  'domU file, xm': {
    language: 'xen-cfg',
    toolstack: 'xm',
    unit: "vmid# = 3\nname# = 'vm%d' % vmid#\nif vmid# > 2:\n    memory = 512\ndisk.append('phy:/dev/vg/g#,xvda,w')\n",
  },
  'xend-config.sxp': {
    language: 'xend-sxp',
    toolstack: 'xm',
    unit: "(xend-option-# 'value')\n(network-script 'network-bridge bridge=xenbr#')\n#(vif-script vif-bridge)\n(dom0-min-mem #)\n",
  },
  interfaces: {
    language: 'xen-interfaces',
    toolstack: 'xl',
    unit: 'auto eth#\niface eth# inet static\n    address 192.0.2.2/24\n    gateway 192.0.2.1\n    # c\n',
  },
  'xl.conf': { language: 'xl-conf', toolstack: 'xl', unit: 'autoballoon="auto"\noption_#="value"\n# comment #\n' },
};

/** As many findings of one file as the server sends. */
const MOST_SHOWN = 1000;

const SIZES = [100_000, 1_000_000, 10_000_000];

function makeText(name: string, size: number): string {
  const { unit } = UNITS[name] as { unit: string };
  const parts: string[] = [];
  let length = 0;
  for (let count = 0; length < size; count++) {
    const part = unit.replaceAll('#', (_, at: number) => (/[\w.%]/.test(unit[at - 1] ?? '') || unit[at - 1] === ' ' && !/[ #]/.test(unit[at + 1] ?? '') ? String(count % 100_000) : '#')); // biome-ignore format: a number behind a word, else a comment
    parts.push(part);
    length += part.length;
  }
  const body = parts.join('');
  return name.includes('one list') ? `disk = [\n${body}]\n` : body;
}

interface Times {
  parse: number;
  check: number;
  publish: number;
  completion: number;
  hover: number;
  tokens: number;
  actions: number;
}

function timed<T>(use: () => T): [number, T] {
  const begin = performance.now();
  const value = use();
  return [performance.now() - begin, value];
}

function measure(language: Language, toolstack: 'xl' | 'xm', text: string): Times {
  const settings = { ...defaultSettings, toolstack } as const;
  const workspace = new Workspace(() => settings);
  const uri = 'file:///bench/xen/file';
  const [parse] = timed(() => workspace.set(uri, language, text, 1));
  const file = workspace.files.get(uri) as SourceFile;
  const [checking, found] = timed(() => check(file, contextFor(file, workspace)));
  const [publish] = timed(() => found.slice(0, MOST_SHOWN).map((one) => toDiagnostic(file, one, workspace)));
  const middle = text.indexOf('\n', text.length / 2) + 1;
  const position = documentOf(file).positionAt(middle + 2);
  const [completion] = timed(() => complete(file, position, workspace));
  const [hovering] = timed(() => hover(file, position, workspace));
  const [tokens] = timed(() => semanticTokens(file));
  const [actions] = timed(() =>
    codeActions(file, { start: position, end: position }, undefined, { workspace, shown: () => found }),
  );
  return { parse, check: checking, publish, completion, hover: hovering, tokens, actions };
}

/** The best of several runs, for small times are full of the compiler and of the collector. */
function best(runs: number, use: () => Times): Times {
  const all = Array.from({ length: runs }, () => {
    globalThis.gc?.();
    return use();
  });
  const keys = Object.keys(all[0] as Times) as (keyof Times)[];
  return Object.fromEntries(keys.map((key) => [key, Math.min(...all.map((one) => one[key]))])) as unknown as Times;
}

/** Texts that break parsers which recurse, scan again, or trust their input. */
const HARD: Readonly<Record<string, () => string>> = {
  '100,000 open brackets': () => 'a = '.concat('['.repeat(100_000)),
  '100,000 open round brackets': () => '('.repeat(100_000),
  '100,000 lists in lists': () => `a = ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`,
  '100,000 lines with an open bracket': () => '(\n'.repeat(100_000),
  '100,000 values with an open bracket': () => 'a = f(\n'.repeat(100_000),
  '50,000 lists that stay open': () => 'a = [ "x"\n'.repeat(50_000),
  '100,000 texts without a comma': () => `disk = [\n${'"x"\n'.repeat(100_000)}]\n`,
  '100,000 words in a list': () => `disk = [\n${'x\n'.repeat(100_000)}]\n`,
  '100,000 times a += "x"': () => 'a += "x"\n'.repeat(100_000),
  '20,000 cards with one MAC': () => 'vif += ["mac=00:16:3e:00:00:01"]\n'.repeat(20_000),
  '20,000 times one PCI device': () => `pci = [${"'01:00.0', ".repeat(20_000)}]\n`,
  '100,000 stray brackets': () => ')'.repeat(100_000),
  '100,000 times if a:': () => 'if a: '.repeat(100_000),
  '20,000 nested blocks': () => Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join(''),
  '100,000 times not': () => `a = ${'not '.repeat(100_000)}1\n`,
  '100,000 additions': () => `a = ${'1 + '.repeat(100_000)}1\n`,
  '100,000 assignments in one': () => `${'a = '.repeat(100_000)}1\n`,
  '100,000 lambdas': () => `a = ${'lambda x: '.repeat(100_000)}1\n`,
  'a string of 1,000,000 characters': () => `a = "${'x'.repeat(1_000_000)}"\n`,
  'an open string of 1,000,000 characters': () => `a = "${'x'.repeat(1_000_000)}`,
  'a key of 1,000,000 characters': () => `${'x'.repeat(1_000_000)} = 1\n`,
  'a number of 1,000,000 digits': () => `a = ${'9'.repeat(1_000_000)}\n`,
  'a comment of 1,000,000 characters': () => `# ${'x'.repeat(1_000_000)}\n`,
  'a list of 200,000 on one line': () => `disk = [${'"a",'.repeat(200_000)}]\n`,
  '300,000 settings on one line': () => 'a=1;'.repeat(300_000),
  '1,000,000 blanks': () => ' '.repeat(1_000_000),
  '1,000,000 line breaks': () => '\n'.repeat(1_000_000),
  '1,000,000 carriage returns': () => '\r'.repeat(1_000_000),
  '300,000 lines of Windows': () => 'a=1\r\n'.repeat(200_000),
  '1,000,000 quotes': () => '"'.repeat(1_000_000),
  '1,000,000 backslashes': () => `a = "${'\\'.repeat(1_000_000)}`,
  '500,000 backslashes at line ends': () => `iface a inet static\n up ${'\\\n'.repeat(500_000)}`,
  '1,000,000 commas in a vif': () => `vif = [ "${','.repeat(1_000_000)}" ]\n`,
  'a disk of 1,000,000 characters': () => `disk = [ "${'a:'.repeat(500_000)}" ]\n`,
  '1,000,000 NUL bytes': () => '\0'.repeat(1_000_000),
  '1,000,000 lone surrogates': () => '\ud800'.repeat(1_000_000),
  '1,000,000 bytes that are no UTF-8': () => decodeText(new Uint8Array(1_000_000).map((_, at) => 128 + (at % 128))),
  '50,000 adjacent strings': () => `a = ${"'x' ".repeat(50_000)}\n`,
  '100,000 keys that are the same': () => 'memory = 1\n'.repeat(100_000),
  '100,000 faults': () => 'a = = 1\n'.repeat(100_000),
  '100,000 words': () => 'auto a '.repeat(100_000),
  '100,000 comments for the checker': () => '# xen-config: ignore unknown-option\nfoo = 1\n'.repeat(30_000),
};

const LANGUAGES: readonly { language: Language; toolstack: 'xl' | 'xm' }[] = [
  { language: 'xen-cfg', toolstack: 'xl' },
  { language: 'xen-cfg', toolstack: 'xm' },
  { language: 'xend-sxp', toolstack: 'xm' },
  { language: 'xen-interfaces', toolstack: 'xl' },
];

const round = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

function growth(): { rows: Record<string, string>[]; worst: string[] } {
  const rows: Record<string, string>[] = [];
  const worst: string[] = [];
  for (const [name, { language, toolstack }] of Object.entries(UNITS)) {
    measure(language, toolstack, makeText(name, 300_000)); // warms the compiler up
    const times = SIZES.map((size) =>
      best(size > 5_000_000 ? 1 : 3, () => measure(language, toolstack, makeText(name, size))),
    );
    for (const step of Object.keys(times[0] as Times) as (keyof Times)[]) {
      const [small = 0, medium = 0, large = 0] = times.map((one) => one[step]);
      // Below two milliseconds the clock and the collector are all that is seen.
      const perByte = (time: number, size: number): number => Math.max(time, 2) / size;
      const base = Math.min(perByte(small, SIZES[0] as number), perByte(medium, SIZES[1] as number));
      const ratio = perByte(large, SIZES[2] as number) / base;
      rows.push({
        'file, step': `${name}, ${step}`,
        '100 kB (ms)': round(small),
        '1 MB (ms)': round(medium),
        '10 MB (ms)': round(large),
        'time for a byte, worst to best': ratio.toFixed(2),
      });
      if (ratio > 2) worst.push(`${name}, ${step}: ${ratio.toFixed(1)} times the time for each byte`);
    }
    console.log(markdownTable(rows.slice(-7)));
  }
  return { rows, worst };
}

function hard(): { rows: Record<string, string>[]; worst: string[] } {
  const rows: Record<string, string>[] = [];
  const worst: string[] = [];
  for (const [name, make] of Object.entries(HARD)) {
    const text = make();
    const totals = LANGUAGES.map(({ language, toolstack }) => {
      try {
        const times = measure(language, toolstack, text);
        const total = Object.values(times).reduce((sum, one) => sum + one, 0);
        if (total > 3000) worst.push(`${name}, ${language}/${toolstack}: ${JSON.stringify(times)}`);
        return round(total);
      } catch (error) {
        worst.push(
          `${name}, ${language}/${toolstack}: ${error instanceof Error ? error.stack?.split('\n').slice(0, 6).join('\n') : String(error)}`,
        );
        return 'fails';
      }
    });
    rows.push({ text: name, 'domU xl (ms)': totals[0] ?? '', 'domU xm (ms)': totals[1] ?? '', 'sxp (ms)': totals[2] ?? '', 'interfaces (ms)': totals[3] ?? '' }); // biome-ignore format: a row
    console.log(Object.values(rows.at(-1) ?? {}).join('  '));
  }
  return { rows, worst };
}

const grown = process.argv.includes('--hard') ? { rows: [], worst: [] } : growth();
const hardest = process.argv.includes('--growth') ? { rows: [], worst: [] } : hard();
for (const one of [...grown.worst, ...hardest.worst]) console.log(`slow: ${one}`);
if (process.argv.includes('--write-docs'))
  fill('robustness', `${markdownTable(grown.rows)}\n\n${markdownTable(hardest.rows)}\n\nNode ${process.version}.`);
if (process.argv.includes('--check') && grown.worst.length + hardest.worst.length > 0) process.exitCode = 1;
