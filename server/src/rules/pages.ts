/** The pages about rules, their index and the settings schema: all made from the rules themselves, so that none can go stale. */
import { languageOf } from '../model/language.ts';
import { defaultSettings } from '../model/settings.ts';
import type { Language } from '../model/source-file.ts';
import { Workspace } from '../model/workspace.ts';
import { check, contextFor, type Diagnosis } from './check.ts';
import type { Example, ExampleFiles, Rule } from './rule.ts';

const LANGUAGES: Readonly<Record<Language, string>> = {
  'xend-sxp': 'xend-config.sxp',
  'xen-cfg': 'guest files',
  'xl-conf': 'xl.conf',
  'xl-cpupool': 'CPU pool files',
  'xen-interfaces': 'interfaces files',
};

/** What an area is about, in the order of the index. */
const AREAS: Readonly<Record<Rule['area'], string>> = {
  syntax: 'Syntax: what the toolstack cannot read',
  xend: 'The options of xend-config.sxp',
  network: 'The network of host and guest',
  interfaces: 'interfaces files',
  keys: 'The options of guests, xl.conf and CPU pools',
  boot: 'Booting',
  cpu: 'Processors',
  disk: 'Disks',
  devices: 'Virtual devices: framebuffer, sound, channels and the like',
  pci: 'Devices of the host handed to guests',
  security: 'Security',
  fleet: 'Guests against each other',
  migration: 'From xm to xl',
  comments: 'Comments that speak to the checker',
};

const FENCES: Readonly<Record<Language, string>> = {
  'xend-sxp': 'scheme',
  'xen-cfg': 'python',
  'xl-conf': 'python',
  'xl-cpupool': 'python',
  'xen-interfaces': 'text',
};

const ROOT = 'file:///example/';

/** The page of one rule, as Markdown. */
export function rulePage(rule: Rule): string {
  const where = rule.languages.map((language) => LANGUAGES[language]).join(', ');
  const sections = [
    `# ${rule.code}`,
    `**${rule.title}** · ${rule.severity} · area ${rule.area} · ${where}`,
    rule.explanation,
    ...rule.examples.flatMap((example, index) =>
      exampleSections(rule, example, rule.examples.length > 1 ? ` ${index + 1}` : ''),
    ),
    '## Settings',
    `\`"xen.rules": { "${rule.code}": "off" }\` switches the rule off; \`hint\`, \`information\`, \`warning\` and \`error\` set its severity. ` +
      `A comment \`# xen-config: ignore ${rule.code}\` after a line, or alone above it, silences that line only; ` +
      `\`# xen-config: ignore-file ${rule.code}\` silences the whole file.${rule.severity === 'error' ? ' Neither hides what the toolstack refuses.' : ''}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function exampleSections(rule: Rule, example: Example, number: string): string[] {
  const found = findingsOf(rule, example);
  const fixes = [...new Map(found.flatMap(({ one }) => (one.fixes?.() ?? []).map((fix) => [fix.title, fix])))];
  const repaired = { ...example.bad, ...(example.fixed ?? example.good) };
  const said = new Set(found.map(({ path, line, one }) => `- ${path}, line ${line}: ${one.message}`));
  return [
    `## Example${number}`,
    ...conditions(example),
    ...blocks(example.bad),
    'What is said of it:',
    [...said].join('\n'),
    ...(fixes.length > 0
      ? [
          'Quick fixes:',
          fixes
            .map(([title, { safe }]) => `- ${title}${safe ? ' (safe: `source.fixAll.xen` applies it)' : ''}`)
            .join('\n'),
        ]
      : []),
    example.fixed ? 'The first fix makes of it:' : 'In order is:',
    ...blocks(example.fixed ? repaired : example.good),
  ];
}

function conditions({ toolstack, version }: Example): string[] {
  const words = [...(toolstack ? [`read by ${toolstack}`] : []), ...(version ? [`on Xen ${version}`] : [])];
  return words.length > 0 ? [`${words.join(', ').replace(/^./, (letter) => letter.toUpperCase())}:`] : [];
}

function blocks(files: ExampleFiles): string[] {
  return Object.entries(files).map(([path, text]) => {
    const fence = FENCES[exampleLanguage(path, text)];
    const shown = text.replaceAll('\r\n', '␍\n').replaceAll('\uFEFF', '⟨BOM⟩').replaceAll('\0', '␀');
    return `\`${path}\`\n\n\`\`\`\`${fence}\n${shown.endsWith('\n') ? shown : `${shown}\n`}\`\`\`\``;
  });
}

/** The language of an example's file; guest files of examples may be as short as they like. */
function exampleLanguage(path: string, text: string): Language {
  const language = languageOf(`/example/${path}`, text);
  return language === undefined || language === 'host-network' ? 'xen-cfg' : language;
}

function findingsOf(rule: Rule, example: Example): { path: string; line: number; one: Diagnosis }[] {
  const settings = {
    ...defaultSettings,
    toolstack: example.toolstack ?? defaultSettings.toolstack,
    version: example.version ?? defaultSettings.version,
  };
  const workspace = new Workspace(() => settings);
  for (const [path, text] of Object.entries(example.bad))
    workspace.set(ROOT + path, exampleLanguage(path, text), text, 0);
  return Object.keys(example.bad).flatMap((path) => {
    const file = workspace.files.get(ROOT + path);
    const all = file ? check(file, contextFor(file, workspace)) : [];
    return all
      .filter((one) => one.code === rule.code)
      .map((one) => ({ path, line: (file?.text.slice(0, one.span.offset) ?? '').split('\n').length, one }));
  });
}

/** The index of all pages, by area. */
export function rulesIndex(rules: readonly Rule[]): string {
  const sections = [
    '# Rules',
    `Every finding has a code; this is what each of the ${rules.length} means. \`xen-config explain CODE\` prints a page in the terminal, ` +
      'and in an editor the code of a finding links to it.',
    'The setting `xen.rules` sets the severity of single codes or switches them off. A comment `# xen-config: ignore CODE` after a line, or alone ' +
      'above it, silences that line, and `# xen-config: ignore-file CODE` the whole file; several codes are separated by blanks or commas. ' +
      'An error, which the toolstack refuses, is shown all the same.',
    'These pages are made from the rules by `npm run docs`.',
  ];
  for (const [area, title] of Object.entries(AREAS)) {
    const own = rules.filter((rule) => rule.area === area).sort((a, b) => (a.code < b.code ? -1 : 1));
    if (own.length === 0) continue;
    const rows = own.map(
      ({ code, severity, title: words }) => `| [${code}](${code}.md) | ${severity} | ${escapeCell(words)} |`,
    );
    sections.push(`## ${title}`, ['| Code | Severity | What |', '|---|---|---|', ...rows].join('\n'));
  }
  return `${sections.join('\n\n')}\n`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** File name -> content of everything in docs/rules. */
export function allPages(rules: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', rulesIndex(rules)],
    ...rules.map((rule) => [`${rule.code}.md`, rulePage(rule)] as const),
  ]);
}

/** What `xen.rules` takes for a code, each with what it does. */
const SEVERITIES: Readonly<Record<'off' | Rule['severity'], string>> = {
  off: 'Not reported.',
  hint: 'Three dots under the text and no entry in Problems.',
  information: 'A blue line under the text.',
  warning: 'A yellow line under the text.',
  error: 'A red line under the text.',
};

/** What the settings editor needs in order to show a code as a row with a list of severities. */
interface RuleSetting {
  readonly type: 'string';
  readonly enum: readonly string[];
  readonly description?: string;
  readonly enumDescriptions?: readonly string[];
}

const RULE_SETTING: RuleSetting = { type: 'string', enum: Object.keys(SEVERITIES) };

/** The parts of the schema of `xen.rules` that depend on the rules: their codes, and any code of a later version. */
export function rulesSchema(rules: readonly Rule[]): Readonly<Record<string, Readonly<Record<string, RuleSetting>>>> {
  const sorted = [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    patternProperties: { '^[a-z][a-z0-9-]*$': { ...RULE_SETTING, enumDescriptions: Object.values(SEVERITIES) } },
    properties: Object.fromEntries(
      sorted.map(({ code, area, severity, title }) => [
        code,
        { ...RULE_SETTING, description: `${title} (${area}; ${severity})` },
      ]),
    ),
  };
}
