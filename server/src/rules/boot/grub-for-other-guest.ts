import { stringOf } from '../../model/guest.ts';
import { grubImages } from '../../xen/grub-images.ts';
import { fixBy, replace } from '../edits.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'grub-for-other-guest',
  area: 'boot',
  severity: 'warning',
  title: 'GRUB image for another kind of guest',
  explanation:
    'GRUB comes as one image for PV guests (`grub-x86_64-xen.bin`) and one for PVH guests (`grub-i386-xen_pvh.bin`). The loader finds no entry ' +
    'point in the wrong one, and the guest is not created ("Invalid kernel").',
  examples: [
    {
      bad: { 'p.cfg': 'name = "p"\ntype = "pvh"\nkernel = "/usr/lib/grub-xen/grub-x86_64-xen.bin"\nmemory = 512\n' },
      good: { 'p.cfg': 'name = "p"\ntype = "pvh"\nkernel = "/usr/lib/grub-xen/grub-i386-xen_pvh.bin"\nmemory = 512\n' },
      fixed: {
        'p.cfg': 'name = "p"\ntype = "pvh"\nkernel = "/usr/lib/grub-xen/grub-i386-xen_pvh.bin"\nmemory = 512\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    const kernel = stringOf(variables, 'kernel');
    const image = grubImages.find((one) => kernel?.value.endsWith(`/${one.name}`));
    if (!kernel || !image || kind === undefined || image.guest === kind) return;
    const right = grubImages.find((one) => one.guest === kind);
    const path = right && kernel.value.slice(0, -image.name.length) + right.name;
    yield {
      span: { offset: kernel.offset, end: kernel.end },
      severity:
        whereCertain(file, 'warning') === 'information' && variables.has('type')
          ? 'warning'
          : whereCertain(file, 'warning'),
      message: `${image.name} is the GRUB of a ${image.guest.toUpperCase()} guest, and this is a guest of type ${kind.toUpperCase()}: it does not start. ${right ? `Use ${right.name}.` : 'Leave kernel out.'}`,
      fixes: () => (path ? [fixBy(`Use ${right.name}`, replace(file, kernel, `"${path}"`), { preferred: true })] : []),
    };
  },
});
