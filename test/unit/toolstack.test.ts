/** Which toolstack a file is for, and why. */
import { expect, it } from 'vitest';
import type { CfgFile } from '../../server/src/model/source-file.ts';
import { uriOf, workspaceOf } from '../support/check.ts';

const XL = { 'etc/xen/xl.conf': 'autoballoon = "off"\n' };
const XEND = { 'etc/xen/xend-config.sxp': '(network-script network-bridge)\n' };
const PLAIN = 'name = "a"\nmemory = 512\n';

it.each([
  ['nothing tells', {}, PLAIN, 'xl, perhaps'],
  ['an xl.conf', XL, PLAIN, 'xl'],
  ['an xend-config.sxp', XEND, PLAIN, 'xm'],
  ['a key of xl', {}, `${PLAIN}dtdev = [ "/soc/x" ]\n`, 'xl'],
  ['Python', {}, `import os\n${PLAIN}`, 'xm'],
  ['Python beside xend', XEND, `import os\n${PLAIN}`, 'xm'],
  ['Python beside xl.conf, which xl refuses', XL, `import os\n${PLAIN}`, 'xl'],
  ['Python where both are there', { ...XL, ...XEND }, `import os\n${PLAIN}`, 'xm'],
  ['triple quotes beside a key of xl', {}, `${PLAIN}extra = """a"""\ndevice_model_override = "/q"\n`, 'xm'],
])('%s', (_title, host, text, expected) => {
  const file = workspaceOf({ 'etc/xen/a.cfg': text, ...host }).files.get(uriOf('etc/xen/a.cfg')) as CfgFile;
  expect(file.toolstack.toolstack + (file.toolstack.certain ? '' : ', perhaps')).toBe(expected);
});
