/** Nothing of a file's text becomes anything but text: a hostile name in every place, looked for in all that is made of it. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { inList, inMessage } from '../../client/src/plain-text.ts';
import { complete, resolveCompletion } from '../../server/src/features/completion.ts';
import { hostsOf } from '../../server/src/features/diagram/hosts.ts';
import { doctor, doctorConfig, renderMarkdown } from '../../server/src/features/doctor.ts';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { hover } from '../../server/src/features/hover.ts';
import { code, escapeMarkdown } from '../../server/src/features/markdown.ts';
import { diagramText } from '../../server/src/features/network-diagram.ts';
import { networkTree } from '../../server/src/features/network-tree.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { positionOf } from '../../server/src/model/lines.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import type { Workspace } from '../../server/src/model/workspace.ts';
import { workspaceOf } from '../support/check.ts';

interface Token {
  readonly type: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
}

/** As generous as the most generous editor: HTML is taken, and an address without brackets becomes a link. */
const parser: { parse(text: string, env: object): Token[] } = createRequire(import.meta.url)('markdown-it')({
  html: true,
  linkify: true,
});

/** What a Markdown text makes besides text: pictures, links, HTML. */
function markup(text: string): string[] {
  const all = parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  return all
    .filter(({ type }) => /^(?:image|link_open|html_block|html_inline|heading_open|fence)$/.test(type))
    .map(({ type, content }) => `${type} ${content}`);
}

const PAYLOADS: readonly string[] = [
  '![x](https://evil.example/leak.png)',
  '[a](https://evil.example/)',
  '[a](command:workbench.action.quit)',
  '<img src=https://evil.example/>',
  '</code><a href=x>a</a>',
  'https://evil.example/a',
  'HTTPS://evil.example/',
  'www.evil.example',
  'mail@evil.example',
  '<https://evil.example>',
  '``` ![x](https://evil.example)',
  '` ![x](y) `` ![x](y)',
  '\\` ![x](https://evil.example)',
  '\\![x](https://evil.example)',
  '[x]: https://evil.example',
  '**a** | b | c',
  '&lt;b&gt; &#33;[x](y)',
  '`',
  ' ',
];

describe('one text in Markdown', () => {
  it.each(PAYLOADS)('as code makes nothing of %j', (payload) => {
    const before = markup(`**a** · vif 0 of b\n\n- Bridge: c`);
    expect(markup(`**a** · vif 0 of ${code(payload)}\n\n- Bridge: ${code(payload)}`)).toEqual(before);
  });

  it.each(PAYLOADS)('as a cell makes nothing of %j', (payload) => {
    expect(markup(`| a | b |\n| --- | --- |\n| ${escapeMarkdown(payload)} | c |\n`)).toEqual([]);
  });

  it.each(PAYLOADS)('is shown whole: %j', (payload) => {
    const [, inline] = parser.parse(`a ${code(payload)} b`, {});
    const shown = (inline?.children ?? []).map(({ content }) => content).join('');
    expect(shown).toBe(payload.trim() === '' ? 'a  b' : `a ${payload} b`);
    const [, prose] = parser.parse(`a ${escapeMarkdown(payload)} b`, {});
    expect((prose?.children ?? []).map(({ content }) => content).join('')).toBe(`a ${payload} b`);
  });

  it('stays on its line, and hides nothing', () => {
    expect(code('a\r\nb\u001b[31mc\u202ed\u200be')).toBe('`a b [31mc d e`');
    expect(escapeMarkdown('a\n\n# b\u2028c')).toBe('a # b c');
  });

  it('is found by the parser of this test where it is not escaped', () => {
    expect(markup('![x](https://evil.example/leak.png)')).toEqual(['image x']);
    expect(markup('https://evil.example/a and <b>')).toEqual(['link_open ', 'html_inline <b>']);
  });
});

/** A host and two guests with the text wherever a file says a name; `quotes` must not occur in it. */
function hostileFiles(text: string): Record<string, string> {
  const word = text.replaceAll(/[\s'"(),=]/g, '');
  return {
    'etc/xen/xend-config.sxp': [
      `(network-script 'network-bridge netdev=${word} bridge=${word}')`,
      `(vif-script ${word})`,
      `(vif-script 'vif-bridge ${word}=${word}')`,
      `(xend-relocation-hosts-allow '${text}')`,
      `(xen-api-server ((9363 ${word} '${text}')))`,
      '',
    ].join('\n'),
    'etc/network/interfaces': [
      `auto ${word}`,
      `iface ${word} inet static`,
      '  address 10.0.0.1',
      '  netmask 255.255.255.0',
      `  gateway 10.0.0.254${word}`,
      `  bridge_ports ${word}`,
      `iface xenbr0 inet static`,
      '  address 10.0.1.1/24',
      `  gateway ${word}`,
      `source ${word}`,
      `source https://evil.example/${word}`,
      '',
    ].join('\n'),
    'etc/xen/a.cfg': [
      `# xen-config: interfaces ${word}`,
      `name = "${text}"`,
      `memory = 512`,
      `kernel = "${text}"`,
      `extra = "ip=10.0.0.6:${word}:10.0.0.254:255.255.255.0:${word}:eth0:off ${text}"`,
      `vif = [ "ip=10.0.0.6,bridge=${word},script=${word},model=${word},vifname=${word}", "bridge=xenbr0,ip=10.0.1.7,script=vif-${word}" ]`,
      `disk = [ "phy:${word},xvda,w" ]`,
      `pci = [ "${word}" ]`,
      `vfb = [ "vnc=1,vnclisten=${word}" ]`,
      `${word.replaceAll(/\W/g, '')} = "${text}"`,
      '',
    ].join('\n'),
    'etc/xen/b.cfg': [
      `name = "b${text}"`,
      'memory = 512',
      'kernel = "/boot/vmlinuz"',
      `vif = [ "ip=10.0.0.7,mac=00:16:3e:00:00:01,bridge=" , "ip=" ]`,
      '',
    ].join('\n'),
    [`etc/xen/${word.replaceAll('/', '')}.cfg`]: `name = "c"\nmemory = 512\nvif = [ "ip=10.0.0.6,bridge=xenbr0" ]\n`,
    'etc/xen/b/etc/network/interfaces': `iface eth0 inet static\n  address 10.0.0.7\n  netmask 255.255.255.0\n  gateway 10.0.0.254\n`,
  };
}

const isMarkdown = (value: unknown): value is MarkupContent =>
  typeof value === 'object' && value !== null && (value as MarkupContent).kind === 'markdown';

/** Every Markdown text in an answer of the protocol, wherever it stands. */
function markdownIn(answer: unknown): string[] {
  if (isMarkdown(answer)) return [answer.value];
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(markdownIn) : [];
}

/** Everything that the features say as Markdown at any place of a file. */
function* saidOf(file: SourceFile, workspace: Workspace): Generator<string> {
  for (let offset = 0; offset <= file.text.length; offset++) {
    const position = positionOf(file, offset);
    yield* markdownIn(hover(file, position, workspace));
    yield* markdownIn(signatureHelp(file, position, workspace));
    // Suggestions are many, and the same at most places of a word.
    if (offset % 9 > 0) continue;
    yield* markdownIn(complete(file, position, workspace, { snippets: true }).items.map(resolveCompletion));
  }
}

describe('a hostile text in every place of the files', () => {
  // The rows of the tables bring fenced examples of their own.
  const own = (found: string): boolean => found.startsWith('fence ') && !found.includes('evil');

  it.each(PAYLOADS.filter((one) => /evil/.test(one) && /^(?:!|<|https|``|\[a\]\(h)/.test(one)))('%j', (payload) => {
    const workspace = workspaceOf(hostileFiles(payload));
    const said = new Set<string>();
    for (const file of workspace.files.values()) for (const text of saidOf(file, workspace)) said.add(text);
    expect([...said].filter((text) => text.includes('evil')).length).toBeGreaterThan(0);
    expect([...said].flatMap((text) => markup(text).filter((found) => !own(found)).map((found) => `${found} in ${text}`))).toEqual([]); // biome-ignore format: one question
    const links = [...workspace.files.values()].flatMap((file) => documentLinks(file, workspace));
    expect(links.filter(({ target }) => !target?.startsWith('file:///example/'))).toEqual([]);
  });

  it.each(PAYLOADS.filter((one) => one.trim()))('stays text in the report of the troubleshooter: %j', (payload) => {
    const workspace = workspaceOf(hostileFiles(payload));
    const output = `brctl show\nbridge name\tbridge id\t\tSTP enabled\tinterfaces\n${payload}\t\t8000.000000000000\tno\t\tvif1.0\nxl list\nName ID Mem VCPUs State Time(s)\n${payload.replaceAll(' ', '')} 1 512 1 -b---- 1.0\n`;
    const rows = doctor(
      doctorConfig(workspace, (uri) => uri, '/example/etc/xen'),
      [{ name: 'a', text: output }],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(markup(renderMarkdown(rows))).toEqual([]);
  });

  it.each(PAYLOADS)('stays a label in Mermaid and SVG, and one line of the tree: %j', async (payload) => {
    const workspace = workspaceOf(hostileFiles(payload));
    const [host] = hostsOf(workspace);
    const mermaid = (await diagramText(workspace, () => [], 'mermaid', host?.root)) ?? '';
    expect(mermaid.split('\n').length).toBeGreaterThan(10);
    expect(mermaid.split('\n').filter((line) => !MERMAID_LINE.test(line))).toEqual([]);
    const svg = (await diagramText(workspace, () => [], 'svg', host?.root)) ?? '';
    expect(svg).toContain('</svg>');
    const tags = svg.replaceAll(/"[^"]*"/g, '""').match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => /^<(?:img|image|a|script|foreignObject)\b|\bhref=/.test(tag))).toEqual([]);
    const items = networkTree(undefined, workspace, () => []);
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ label, description }) => /[\r\n]/.test(label + description))).toEqual([]);
  });
});

/** What a line of a flowchart may be: a node or an area with its quoted label, a line between two, or a keyword. */
const LABEL = String.raw`(?:\[\[|\(\[|\{\{|\[)"(?:[^"<>${'`'}{}[\]|\\]|<br/>)*"(?:\]\]|\]\)|\}\}|\])`;
const MERMAID_LINE = new RegExp(
  String.raw`^(?:flowchart TB|  %% [^<>{}${'`'}]*|\s*(?:subgraph )?n\d+${LABEL}|\s*end|\s*n\d+ [-<.>a-z ]+ n\d+|\s*class.*|)$`,
);

describe("VS Code's own messages and lists", () => {
  /** How VS Code finds links in a message and icons in a label. */
  const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+\)/;
  const ICON = /(?<!\\)\$\([a-z0-9-]+\)/;

  it.each([...PAYLOADS, 'a$(bell)b'])('make nothing of %j', (payload) => {
    expect(inMessage(`There are two guests called ${payload}`)).not.toMatch(LINK);
    expect(inList(payload)).not.toMatch(ICON);
  });

  it('would make links and icons of it as it stands', () => {
    expect('[a](command:workbench.action.quit)').toMatch(LINK);
    expect('a$(bell)b').toMatch(ICON);
  });
});
