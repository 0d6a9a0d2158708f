/** The drawing itself: well-formed SVG that holds every guest and no raw word of a file, Mermaid text, and large fleets. */
import { describe, expect, it } from 'vitest';
import { networkGraph } from '../../server/src/features/diagram/graph.ts';
import { layoutOf } from '../../server/src/features/diagram/layout.ts';
import { escapeXml, shorten, wrap } from '../../server/src/features/diagram/svg-text.ts';
import { MOST_GUESTS, trim } from '../../server/src/features/diagram/trim.ts';
import { diagramText, networkDiagram } from '../../server/src/features/network-diagram.ts';
import { networkTree } from '../../server/src/features/network-tree.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import type { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { uriOf, workspaceOf } from '../support/check.ts';
import { exampleFiles } from '../support/examples.ts';

const findingsOf = (workspace: Workspace) => (file: SourceFile) => check(file, contextFor(file, workspace));

async function draw(files: ExampleFiles, expanded: readonly string[] = [], checked = /./) {
  const workspace = workspaceOf(files);
  const all = findingsOf(workspace);
  const answer = await networkDiagram({ expanded }, workspace, (file) => (checked.test(file.path) ? all(file) : []));
  if (!answer) throw new Error('nothing to draw');
  return answer;
}

async function text(files: ExampleFiles, format: 'svg' | 'mermaid'): Promise<string> {
  const workspace = workspaceOf(files);
  return (await diagramText(workspace, findingsOf(workspace), format)) ?? '';
}

/** The names of all elements of an XML text in their order; throws where it is not well-formed. */
function elementsOf(xml: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const piece = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  while (at < xml.length) {
    piece.lastIndex = at;
    const match = piece.exec(xml);
    if (!match) throw new Error(`not well-formed: ${xml.slice(at, at + 80)}`);
    at = piece.lastIndex;
    const [, closing, name, attributes = '', empty, content = ''] = match;
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(attributes + content)) throw new Error(`a bare & in ${match[0]}`);
    if (name === undefined) continue;
    if (!closing) seen.push(name);
    if (closing && open.pop() !== name) throw new Error(`${match[0]} closes nothing`);
    if (!closing && !empty) open.push(name);
  }
  if (open.length > 0) throw new Error(`${open.join(' ')} stay open`);
  return seen;
}

const EVIL = `</text><script>alert("1")</script>&amp;'"]]>`;

/** A host whose guests all hang on one bridge. */
function fleet(count: number): ExampleFiles {
  const guest = (index: number): string => {
    const [third, fourth] = [Math.floor(index / 250), 2 + (index % 250)];
    return `name = "vm${index}"\nmemory = 512\nvif = [ 'mac=00:16:3e:00:${hex(third)}:${hex(fourth)},ip=10.0.${third}.${fourth}' ]\n`;
  };
  const guests = Array.from({ length: count }, (_, index) => [`etc/xen/vm${index}.cfg`, guest(index)]);
  return {
    'etc/network/interfaces': 'iface xenbr0 inet static\n  address 10.0.255.254/16\n  bridge_ports eth0\n',
    'etc/xen/xl.conf': 'vif.default.bridge="xenbr0"\n',
    ...Object.fromEntries(guests),
  };
}

const hex = (number: number): string => number.toString(16).padStart(2, '0');

describe('SVG', () => {
  it.each(['bridge', 'nat', 'route', 'mistakes'])('of %s is well-formed and names every guest', async (mode) => {
    const files = exampleFiles(mode);
    const svg = await text(files, 'svg');
    const names = elementsOf(svg);
    expect(names[0]).toBe('svg');
    expect(names).not.toContain('script');
    const guests = Object.keys(files).flatMap((path) => /\/(\w+)\.cfg$/.exec(path)?.[1] ?? []);
    expect(guests.filter((guest) => !svg.includes(`>${guest}</text>`))).toEqual([]);
  });

  it('is the same for the same files', async () => {
    expect(await text(exampleFiles('route'), 'svg')).toBe(await text(exampleFiles('route'), 'svg'));
  });

  it('differs at a glance: a bus, a wall with a stop, a router with arrows both ways', async () => {
    const parts = async (mode: string) => {
      const svg = await text(exampleFiles(mode), 'svg');
      const count = (pattern: RegExp) => (svg.match(pattern) ?? []).length;
      return {
        bus: count(/class="wire bus"/g),
        wall: count(/class="brick"/g),
        stop: count(/class="blocked"/g),
        heads: count(/class="head"/g),
      };
    };
    expect(await parts('bridge')).toEqual({ bus: 4, wall: 0, stop: 0, heads: 0 });
    expect(await parts('nat')).toEqual({ bus: 2, wall: 1, stop: 1, heads: 2 });
    expect(await parts('route')).toEqual({ bus: 2, wall: 0, stop: 0, heads: 4 });
  });

  it('has a name for a screen reader and a tab stop at each element, in reading order', async () => {
    const answer = await draw(exampleFiles('nat'));
    const labels = [...answer.svg.matchAll(/tabindex="0" role="img" aria-label="([^"]*)"/g)].map(([, label]) => label);
    expect(labels).toEqual([
      'Outside network Outside network, addresses not known',
      'Gateway Gateway, not in these files',
      'Host dom0, nat',
      'Network device of dom0 eth0, no file names the card',
      'Way out NAT, out as dom0, nobody comes in',
      'Guest network 10.0.0.0/24, 2 guests · hidden behind dom0',
      'Guest build01, PV',
      'Network card vif 0, 10.0.0.1',
      'Guest test01, PV',
      'Network card vif 0, 10.0.0.2',
    ]);
  });

  it('escapes every word of a file', async () => {
    const files = {
      'etc/xen/xl.conf': '',
      'etc/xen/a.cfg': `name = ${JSON.stringify(EVIL)}\nmemory = 64\nvif = [ "ip=<b>&,bridge=<i>&,mac=<u>" ]\n`,
    };
    const svg = await text(files, 'svg');
    expect(elementsOf(svg).filter((name) => ['script', 'b', 'i', 'u'].includes(name))).toEqual([]);
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;');
    const mermaid = await text(files, 'mermaid');
    expect(mermaid).not.toMatch(/<(?!br\/>)/);
    expect(mermaid).toContain('#60;script#62;');
  });

  it('replaces what XML forbids and cuts what does not fit', () => {
    expect(escapeXml('a\u0000b\ud800c<\t')).toBe('a\ufffdb\ufffdc&lt;\t');
    expect(shorten('0123456789', 60, 12)).toBe('0123456…');
    expect(shorten('0123456789', 600, 12)).toBe('0123456789');
    expect(wrap('one two three', 50, 12)).toEqual(['one two', 'three']);
  });

  it('carries a style sheet only where it stands alone', async () => {
    expect(elementsOf((await draw(exampleFiles('nat'))).svg)).not.toContain('style');
    expect(elementsOf(await text(exampleFiles('nat'), 'svg'))).toContain('style');
  });
});

describe('an element of the answer', () => {
  it('leads to its line', async () => {
    const { elements } = await draw(exampleFiles('nat'));
    expect(elements.find((one) => one.label === 'test01')).toEqual({
      id: `guest:${uriOf('nat/test01.cfg')}`,
      kind: 'Guest',
      label: 'test01',
      spoken: 'Guest test01, PV',
      facts: [
        { name: 'File', value: 'test01.cfg' },
        { name: 'Kind', value: 'PV' },
        { name: 'Toolstack', value: 'xm' },
        { name: 'Own interfaces file', value: 'test01/etc/network/interfaces' },
      ],
      findings: [],
      uri: uriOf('nat/test01.cfg'),
      range: { start: { line: 1, character: 7 }, end: { line: 1, character: 15 } },
    });
  });

  it('has the findings of its place', async () => {
    const { elements } = await draw(exampleFiles('mistakes'));
    const marked = elements.filter((one) => one.severity !== undefined);
    expect(marked.map((one) => [one.label, one.severity, one.findings.length])).toEqual([
      ['dom0', 'error', 3],
      ['NAT', 'warning', 2],
      ['vif 0', 'warning', 1],
      ['vif 0', 'warning', 2],
      ['vif 0', 'warning', 1],
      ['vif 0', 'error', 1],
      ['vif 0', 'warning', 1],
      ['print', 'error', 1],
    ]);
  });

  it('is the host of the file that the user looks at', async () => {
    const workspace = workspaceOf({ ...exampleFiles('nat'), ...exampleFiles('route') });
    const uri = uriOf('route/db01/etc/network/interfaces');
    const answer = await networkDiagram({ uri }, workspace, () => []);
    expect([answer?.title, answer?.hosts.map((host) => host.name)]).toEqual(['route', ['nat', 'route']]);
    expect(await networkDiagram({}, workspaceOf({}), () => [])).toBeNull();
  });
});

describe('Mermaid', () => {
  it('of NAT', async () => {
    expect(await text(exampleFiles('nat'), 'mermaid')).toBe(`flowchart TB
  %% nat: NAT
  n1(["Outside network<br/>addresses not known"])
  n2["Gateway<br/>not in these files"]
  subgraph n3["dom0 nat"]
    n4["eth0<br/>no file names the card"]
    n5{{"NAT<br/>out as dom0, nobody comes in"}}
  end
  subgraph n6["10.0.0.0/24 · 2 guests · hidden behind dom0"]
    n7["build01<br/>10.0.0.1<br/>00:16:3e:20:00:01"]
    n8["test01<br/>10.0.0.2<br/>00:16:3e:20:00:02"]
  end
  n2 --- n1
  n1 --- n4
  n4 -. out only .- n5
  n5 -. out only .- n7
  n5 -. out only .- n8
`);
  });

  it('of two-way routing has arrows both ways', async () => {
    const lines = (await text(exampleFiles('route'), 'mermaid')).split('\n');
    expect(lines.filter((line) => /--/.test(line))).toEqual([
      '  n2 --- n1',
      '  n1 --- n4',
      '  n4 <--> n5',
      '  n5 <--> n7',
      '  n5 <--> n8',
      '  n5 <--> n9',
    ]);
  });

  it('of mistakes marks the guests with findings', async () => {
    const lines = (await text(exampleFiles('mistakes'), 'mermaid')).split('\n');
    expect(lines.filter((line) => line.includes('⚠') || line.includes('class'))).toMatchInlineSnapshot(`
      [
        "    n5{{"NAT<br/>out as dom0, nobody comes in ⚠"}}",
        "    n15["print ⚠"]",
        "  classDef finding stroke:#cf222e,stroke-width:2px",
        "  class n8,n9,n10,n11,n13,n15 finding",
      ]
    `);
  });
});

describe('a fleet', () => {
  it('of fifty guests is drawn whole, in rows', async () => {
    const workspace = workspaceOf(fleet(50));
    const graph = networkGraph(workspace, () => []);
    if (!graph) throw new Error('nothing to draw');
    const layout = await layoutOf(trim(graph, new Set()));
    const [area] = layout.areas;
    expect(area?.fold).toBeUndefined();
    expect(area?.rails).toHaveLength(10);
    expect(area?.guests.map((guest) => guest.element.label).slice(0, 3)).toEqual(['vm0', 'vm1', 'vm2']);
    const boxes = (area?.guests ?? []).map((guest) => layout.boxes.get(guest.element.id));
    const overlapping = boxes.filter((one, index) =>
      boxes.some(
        (other, at) =>
          at > index && one && other && Math.abs(one.x - other.x) < one.width && Math.abs(one.y - other.y) < one.height,
      ),
    );
    expect([boxes.length, boxes.includes(undefined), overlapping]).toEqual([50, false, []]);
  });

  it('of a thousand guests becomes one box that opens', async () => {
    const files = { ...fleet(1000), 'etc/xen/vm999.cfg': "name = 'vm999'\nmemory = 64\nvif = [ 'ip=10.0.0.2' ]\n" };
    const checked = /\/vm(?:0|999)\.cfg$/;
    const folded = await draw(files, [], checked);
    expect(folded.elements.filter((one) => one.kind === 'Guest').map((one) => one.label)).toEqual([
      'vm0',
      'vm999',
      '998 more guests',
    ]);
    const fold = folded.elements.find((one) => one.toggles !== undefined);
    expect(fold?.facts).toEqual([
      { name: 'First address', value: '10.0.0.3' },
      { name: 'Last address', value: '10.0.3.250' },
      { name: 'With findings', value: '2' },
    ]);
    expect(folded.svg.length).toBeLessThan(20_000);
    const opened = await draw(files, [fold?.toggles ?? ''], checked);
    expect(opened.elements.filter((one) => one.kind === 'Guest')).toHaveLength(1001);
    expect(elementsOf(opened.svg).filter((name) => name === 'text').length).toBeGreaterThan(4000);
  });

  it('of many bridges is drawn in part, and says how much is left', () => {
    const files: Record<string, string> = { 'etc/xen/xl.conf': '' };
    for (let index = 0; index < 300; index++)
      files[`etc/xen/vm${index}.cfg`] = `name = "vm${index}"\nmemory = 64\nvif = [ 'bridge=br${index}' ]\n`;
    const graph = networkGraph(workspaceOf(files), () => []);
    if (!graph) throw new Error('nothing to draw');
    const shown = trim(graph, new Set());
    expect([shown.areas.length, shown.areasLeft, shown.graph.attachments.length]).toEqual([60, 240, 80]);
  });

  it('folds areas that have more guests than can be read', () => {
    const fold = (count: number) => {
      const graph = networkGraph(workspaceOf(fleet(count)), () => []);
      return graph && trim(graph, new Set()).areas[0]?.fold?.label;
    };
    expect([fold(MOST_GUESTS), fold(MOST_GUESTS + 1)]).toEqual([undefined, `${MOST_GUESTS + 1} guests`]);
  });
});

describe('the tree view', () => {
  const lines = (workspace: Workspace, parent?: string): string[] =>
    networkTree(parent, workspace, findingsOf(workspace)).flatMap((item) => {
      const line = `${item.label} (${item.description})${item.severity ? ` ${item.severity}` : ''} ${item.icon}`;
      return [line, ...lines(workspace, item.id).map((child) => `  ${child}`)];
    });

  it('has what the guests hang on, the guests and their cards', () => {
    expect(lines(workspaceOf(exampleFiles('mistakes')))).toMatchInlineSnapshot(`
      [
        "NAT (out as dom0, nobody comes in) warning shield",
        "a bridge (no file says which) error type-hierarchy",
        "  ldap (10.0.0.24) warning vm",
        "    vif 0 (10.0.0.24 · 00:16:3e:40:00:23) warning plug",
        "  mail (10.0.0.23) warning vm",
        "    vif 0 (10.0.0.23 · 00:16:3e:40:00:23) warning plug",
        "  proxy (10.0.0.26) error vm",
        "    vif 0 (10.0.0.26 · no mac=) error plug",
        "  shop (10.0.0.21) warning vm",
        "    vif 0 (10.0.0.21 · 00:16:3e:40:00:21) warning plug",
        "  wiki (10.0.1.22) warning vm",
        "    vif 0 (10.0.1.22 · 00:16:3e:40:00:22) warning plug",
        "Cards not known () error symbol-namespace",
        "  print () error vm",
      ]
    `);
  });

  it('begins with the hosts where there are several', () => {
    const workspace = workspaceOf({ ...exampleFiles('nat'), ...exampleFiles('route') });
    expect(networkTree(undefined, workspace, () => []).map((item) => [item.label, item.description])).toEqual([
      ['nat', 'NAT'],
      ['route', 'Two-way routed'],
    ]);
  });

  it('has nothing below an item that is gone', () => {
    const workspace = workspaceOf(exampleFiles('nat'));
    const gone = ['no json', '[1]', '["/gone"]', '["/example/nat","bridge:x"]', '["/example/nat","nat","guest:x"]'];
    expect(gone.map((id) => networkTree(id, workspace, () => []))).toEqual([[], [], [], [], []]);
  });
});
