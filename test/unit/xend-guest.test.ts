/** A guest as xend writes it down (`config.sxp`, `xm list --long`) is no xend-config: an outline, and nothing of xend's options. */
import { expect, it } from 'vitest';
import { complete } from '../../server/src/features/completion.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { hover } from '../../server/src/features/hover.ts';
import { positionOf } from '../../server/src/model/lines.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import { findings, uriOf, workspaceOf } from '../support/check.ts';

const VM = `(vm
    (name mail)
    (memory 512)
    (vcpus 2)
    (on_crash restart)
    (image (linux (kernel /boot/vmlinuz) (args 'root=/dev/xvda ro')))
    (device (vif (bridge xenbr0) (script vif-bridge)))
    (device (vbd (uname phy:/dev/vg/mail) (dev xvda) (mode w)))
)
`;
const DOMAIN = "(domain\n    (domid 7)\n    (name mail)\n    (enable-dump yes)\n    (vif-script '')\n)\n";

it.each([
  ['config.sxp', VM],
  ['running.sxp', DOMAIN],
  ['part.sxp', `# kept\n${VM}(network-frobnicate x)\n`],
])('%s: no finding, no hover and no suggestion of options of xend', (path, text) => {
  const workspace = workspaceOf({ [path]: text });
  const file = workspace.files.get(uriOf(path)) as SourceFile;
  expect(findings({ [path]: text })).toEqual([]);
  const places = [...text.matchAll(/[\w-]+|\(/g)].map((match) => positionOf(file, match.index + 1));
  expect(places.map((place) => hover(file, place, workspace)).filter((one) => one !== null)).toEqual([]);
  expect(places.flatMap((place) => complete(file, place, workspace).items.map((item) => item.label))).toEqual([]);
});

it('has an outline', () => {
  const file = workspaceOf({ 'config.sxp': VM }).files.get(uriOf('config.sxp')) as SourceFile;
  const [vm, ...others] = documentSymbols(file);
  expect(others).toEqual([]);
  expect(vm?.name).toBe('vm');
  expect(vm?.children?.map((one) => `${one.name} ${one.detail ?? ''}`).slice(0, 4)).toEqual([
    'name mail',
    'memory 512',
    'vcpus 2',
    'on_crash restart',
  ]);
  expect(vm?.children?.slice(5).map((one) => one.children?.map(({ name }) => name))).toEqual([['vif'], ['vbd']]);
});
