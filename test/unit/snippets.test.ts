/** The snippets are complete for the three network modes, and what they insert holds no leftovers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { format } from '../../server/src/features/formatting.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import { defaultSettings } from '../../server/src/model/settings.ts';
import type { Language } from '../../server/src/model/source-file.ts';
import { Workspace } from '../../server/src/model/workspace.ts';

interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly body: readonly string[];
}

const languages = ['xend-sxp', 'xen-cfg', 'xl-conf', 'xl-cpupool', 'xen-interfaces'];

function snippetsOf(language: string): Snippet[] {
  const file = new URL(`../../snippets/${language}.json`, import.meta.url);
  return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);
}

/** What the snippet inserts when every default is accepted. */
function inserted(snippet: Snippet): string {
  // Six random hexadecimal digits, in pairs.
  const text = snippet.body.join('\n').replaceAll(/\$\{RANDOM_HEX\/.*?\/\}/g, 'aa:bb:cc');
  const stop = /\$\{(\d+):((?:[^{}$]|\$\d)*)\}|\$\{(\d+)\|([^|]*)\|\}|\$(\d+)/g;
  const defaults = new Map<string, string>();
  for (const [, placeholder, value, choice, choices] of text.matchAll(stop)) {
    if (placeholder) defaults.set(placeholder, value ?? '');
    if (choice) defaults.set(choice, choices?.split(',')[0] ?? '');
  }
  const fill = (part: string): string =>
    part.replace(stop, (_all, placeholder, _value, choice, _choices, bare) =>
      fill(defaults.get(placeholder ?? choice ?? bare) ?? ''),
    );
  return fill(text);
}

function byLabel(language: string, label: string): string {
  const found = snippetsOf(language).find((snippet) => snippet.label === label);
  return found ? inserted(found) : '';
}

describe('snippets', () => {
  it.each(languages)('are written as the formatter writes: %s', (language) => {
    for (const snippet of snippetsOf(language)) {
      const text = `${inserted(snippet).replaceAll('\t', '    ').trimEnd()}\n`;
      const workspace = new Workspace(() => defaultSettings);
      workspace.set('file:///snippet', language as Language, text, 0);
      const file = workspace.files.get('file:///snippet');
      const edits = file ? format(file, { tabSize: 4, insertSpaces: true }) : [];
      expect(file && TextDocument.applyEdits(documentOf(file), edits), snippet.label).toBe(text);
    }
  });

  it.each(languages)('of %s have names that begin alike, once each', (language) => {
    const all = snippetsOf(language).map((snippet) => snippet.label);
    expect(all.filter((label) => !/^xen-[a-z0-9-]+$/.test(label))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(languages)(
    'of %s have no prefix, so that VS Code leaves it to the server where they are offered',
    (language) => {
      expect(snippetsOf(language).filter((snippet) => 'prefix' in snippet)).toEqual([]);
    },
  );

  it.each(languages)('of %s leave no marks of their own behind', (language) => {
    const texts = snippetsOf(language).map(inserted);
    expect(texts.filter((text) => /\$|\|\}|\$\{/.test(text))).toEqual([]);
    expect(texts.filter((text) => !text.endsWith('\n'))).toEqual([]);
  });

  it('write the pair of the bridge mode with the other two commented out', () => {
    expect(byLabel('xend-sxp', 'xen-bridge')).toBe(
      [
        '# Bridge: the guests are ordinary machines of the existing LAN, reachable both ways.',
        '# dom0 needs bridge-utils; nothing else is to be done by hand.',
        '(network-script network-bridge)',
        '#(network-script network-nat)',
        '#(network-script network-route)',
        '',
        '(vif-script vif-bridge)',
        '#(vif-script vif-nat)',
        '#(vif-script vif-route)',
        '',
      ].join('\n'),
    );
  });

  it.each(['bridge', 'nat', 'route'])('enable only the pair of the %s mode', (mode) => {
    const lines = byLabel('xend-sxp', `xen-${mode}`).split('\n');
    expect(lines.filter((line) => line.startsWith('('))).toEqual([
      `(network-script network-${mode})`,
      `(vif-script vif-${mode})`,
    ]);
    expect(lines.filter((line) => line.startsWith('#('))).toHaveLength(4);
  });

  it.each([
    ['xend-sxp', 'xen-route'],
    ['xen-cfg', 'xen-vif-route'],
    ['xl-conf', 'xen-route'],
  ])('tell in %s what the routed mode needs by hand', (language, label) => {
    const lines = byLabel(language, label).split('\n');
    expect(lines).toContain('#   sysctl -w net.ipv4.ip_forward=1');
    expect(lines).toContain('#   sysctl -w net.ipv4.conf.all.proxy_arp=1');
    expect(lines).toContain('#   ip route add 10.0.0.0/24 via 192.168.0.3');
  });

  it.each([
    ['bridge', '192.168.0.6', '192.168.0.1'],
    ['nat', '10.0.0.1', '10.0.0.254'],
    ['route', '10.0.0.1', '10.0.0.254'],
  ])('give the guest of the %s mode one address in both of its files', (mode, address, gateway) => {
    expect(byLabel('xen-cfg', `xen-vif-${mode}`)).toContain(`\nvif = [ 'ip=${address}' ]\n`);
    expect(byLabel('xen-interfaces', `xen-${mode}`)).toContain(
      `\nauto eth0\niface eth0 inet static\n    address ${address}\n    gateway ${gateway}\n    netmask 255.255.255.0\n`,
    );
  });

  it('write a whole guest of each kind', () => {
    const vif = /\nvif = \[ "mac=00:16:3e:aa:bb:cc,ip=192\.168\.0\.[67](?:,model=e1000)?" \]\n/;
    for (const kind of ['pv', 'pvh', 'hvm']) expect(byLabel('xen-cfg', `xen-guest-${kind}`)).toMatch(vif);
    expect(byLabel('xen-cfg', 'xen-guest-pvh')).toMatch(/\ntype = "pvh"\nbootloader = "pygrub"\n/);
    expect(byLabel('xen-cfg', 'xen-guest-pv')).toMatch(/\ntype = "pv"\nbootloader = "pygrub"\n/);
    expect(byLabel('xen-cfg', 'xen-guest-pv')).toContain('\ndisk = [ "/dev/vg0/web01,raw,xvda,rw" ]\n');
    expect(byLabel('xen-cfg', 'xen-guest-hvm')).toMatch(/\ntype = "hvm"\nboot = "dc"\n/);
    expect(byLabel('xen-cfg', 'xen-guest-hvm')).toContain('\n\t"/dev/vg0/win01,raw,hda,rw",\n');
  });
});
