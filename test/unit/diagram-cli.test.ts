/** `xen-config diagram`: prints one picture, or says what to choose. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type DiagramOptions, runDiagram } from '../../server/src/cli/diagram.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

async function run(options: Partial<DiagramOptions>): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const status = await runDiagram(
    { paths: ['.'], format: 'mermaid', host: undefined, toolstack: 'auto', version: 'newest', ...options },
    {
      cwd: examples,
      print: (text) => {
        out += text;
      },
      error: (text) => {
        err += `${text}\n`;
      },
    },
  );
  return { status, out, err };
}

describe('xen-config diagram', () => {
  it('prints SVG that stands alone', async () => {
    const { status, out, err } = await run({ paths: ['route'], format: 'svg' });
    expect([status, err]).toEqual([0, '']);
    expect(out.startsWith('<svg xmlns="http://www.w3.org/2000/svg" class="xen-network"')).toBe(true);
    expect(out).toContain('<style>svg.xen-network{');
    expect(out.endsWith('</svg>\n')).toBe(true);
  });

  it('prints the host that is named', async () => {
    const { status, out } = await run({ host: 'nat' });
    expect([status, out.split('\n').slice(0, 2)]).toEqual([0, ['flowchart TB', '  %% nat: NAT']]);
  });

  it('says which hosts there are to choose from', async () => {
    expect(await run({})).toEqual({
      status: 2,
      out: '',
      err: 'xen-config: there are 4 hosts; choose one with --host: bridge, mistakes, nat, route\n',
    });
    expect((await run({ host: 'dom7' })).err).toBe(
      'xen-config: there is no host "dom7"; choose one with --host: bridge, mistakes, nat, route\n',
    );
  });

  it('says that there is nothing to draw, and what cannot be read', async () => {
    const { status, out, err } = await run({ paths: ['gone'] });
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^gone: cannot be read: .*\nxen-config: there is no Xen host and no guest to draw\n$/);
  });
});
