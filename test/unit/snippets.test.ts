/** The snippets are complete for the three network modes, and what they insert holds no leftovers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const languages = ['xend-sxp', 'xen-cfg', 'xl-conf', 'xl-cpupool', 'xen-interfaces'];

function snippetsOf(language: string): Snippet[] {
  const file = new URL(`../../snippets/${language}.json`, import.meta.url);
  return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);
}

function prefixesOf(snippet: Snippet): readonly string[] {
  return typeof snippet.prefix === 'string' ? [snippet.prefix] : snippet.prefix;
}

/** What the snippet inserts when every default is accepted. */
function inserted(snippet: Snippet): string {
  const text = snippet.body.join('\n');
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

function byPrefix(language: string, prefix: string): string {
  const found = snippetsOf(language).find((snippet) => prefixesOf(snippet).includes(prefix));
  return found ? inserted(found) : '';
}

describe('snippets', () => {
  it.each(languages)('of %s have names that begin alike, once each', (language) => {
    const first = snippetsOf(language).map((snippet) => prefixesOf(snippet)[0] ?? '');
    expect(first.filter((prefix) => !/^xen-[a-z0-9-]+$/.test(prefix))).toEqual([]);
    const all = snippetsOf(language).flatMap(prefixesOf);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(languages)('of %s leave no marks of their own behind', (language) => {
    const texts = snippetsOf(language).map(inserted);
    expect(texts.filter((text) => /\$|\|\}|\$\{/.test(text))).toEqual([]);
    expect(texts.filter((text) => !text.endsWith('\n'))).toEqual([]);
  });

  it('write the pair of the bridge mode with the other two commented out', () => {
    expect(byPrefix('xend-sxp', 'xen-bridge')).toBe(
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
    const lines = byPrefix('xend-sxp', `xen-${mode}`).split('\n');
    expect(lines.filter((line) => line.startsWith('('))).toEqual([
      `(network-script network-${mode})`,
      `(vif-script vif-${mode})`,
    ]);
    expect(lines.filter((line) => line.startsWith('#('))).toHaveLength(4);
  });

  it.each(['xend-sxp', 'xen-cfg', 'xl-conf'])('tell in %s what the routed mode needs by hand', (language) => {
    const lines = byPrefix(language, 'xen-route').split('\n');
    expect(lines).toContain('#   sysctl -w net.ipv4.ip_forward=1');
    expect(lines).toContain('#   sysctl -w net.ipv4.conf.all.proxy_arp=1');
    expect(lines).toContain('#   ip route add 10.0.0.0/24 via 192.168.0.3');
  });

  it.each([
    ['bridge', '192.168.0.6', '192.168.0.1'],
    ['nat', '10.0.0.1', '10.0.0.254'],
    ['route', '10.0.0.1', '10.0.0.254'],
  ])('give the guest of the %s mode one address in both of its files', (mode, address, gateway) => {
    expect(byPrefix('xen-cfg', `xen-vif-${mode}`)).toContain(`\nvif = [ 'ip=${address}' ]\n`);
    expect(byPrefix('xen-interfaces', `xen-${mode}`)).toContain(
      `\nauto eth0\niface eth0 inet static\n    address ${address}\n    gateway ${gateway}\n    netmask 255.255.255.0\n`,
    );
  });

  it('write a whole guest of either kind', () => {
    expect(byPrefix('xen-cfg', 'xen-guest-pv')).toMatch(/\ntype = "pv"\nbootloader = "pygrub"\n/);
    expect(byPrefix('xen-cfg', 'xen-guest-pv')).toContain('\ndisk = [ "/dev/vg0/web01,raw,xvda,rw" ]\n');
    expect(byPrefix('xen-cfg', 'xen-guest-hvm')).toMatch(/\ntype = "hvm"\nboot = "dc"\n/);
    expect(byPrefix('xen-cfg', 'xen-guest-hvm')).toContain('\n  "/dev/vg0/win01,raw,hda,rw",\n');
  });
});
