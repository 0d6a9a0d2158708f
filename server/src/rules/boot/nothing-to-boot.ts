import type { CfgFile } from '../../model/source-file.ts';
import type { StaticValue } from '../../model/static-value.ts';
import type { Span } from '../../syntax/span.ts';
import { xlKeys } from '../../xen/xl-keys.ts';
import { diskList } from '../disk/disks.ts';
import { fixBy, lineAfter, usualQuote, writeString } from '../edits.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Fix } from '../rule.ts';

/** Any of these gives a PV or PVH guest its kernel; what xl cannot use of them is for other rules to say. */
const SOURCES = xlKeys.filter((row) => row.reading?.bringsKernel).map((row) => row.name);

/** xl passes over a list where it wants a text. */
function isGiven(value: StaticValue | undefined): boolean {
  return value !== undefined && value.kind !== 'list';
}

/** A guest that boots from its own disk: an HVM guest as it is, a PV or PVH guest by pygrub. */
function repairs(file: CfgFile, place: Span): Fix[] {
  const { variables } = file.facts;
  const quote = usualQuote(file);
  const asHvm = ['type', 'builder']
    .map((name) => ({ name, value: variables.get(name) }))
    .find(({ value }) => value?.value.kind === 'string' || value?.value.kind === 'number');
  const hvm = asHvm?.value
    ? fixBy(`Write ${asHvm.name} = "hvm"`, writeString(file, asHvm.value.value.span, 'hvm'))
    : variables.has('type')
      ? undefined
      : fixBy('Add type = "hvm"', lineAfter(file, place, `type = ${quote}hvm${quote}`));
  const { disks } = diskList(file);
  const pygrub =
    variables.has('bootloader') || disks.length === 0
      ? undefined
      : fixBy('Add bootloader = "pygrub"', lineAfter(file, place, `bootloader = ${quote}pygrub${quote}`));
  // hda and sda are names of disks that only an emulated controller has.
  const emulated = disks.some(({ vdev }) => /^[hs]d/.test(vdev?.value ?? ''));
  return (emulated ? [hvm, pygrub] : [pygrub, hvm]).filter((fix) => fix !== undefined);
}

export default defineRule({
  code: 'nothing-to-boot',
  area: 'boot',
  severity: 'error',
  title: 'PV or PVH guest without a kernel',
  explanation:
    'A PV or PVH guest boots from a `kernel` on the host, from one that a `bootloader` finds on its disk, or through a GRUB ' +
    '`firmware`. Without any of them xl refuses to create it. An HVM guest boots from its disk: a file that lacks ' +
    '`type = "hvm"`, or has it misspelt, is a PV guest and ends up here.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ndisk = [ "/dev/vg/w,raw,hda,rw" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\ndisk = [ "/dev/vg/w,raw,hda,rw" ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\ndisk = [ "/dev/vg/w,raw,hda,rw" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables } = file.facts;
    // The old pvh = 1 is PV or PVH, and needs a kernel either way.
    const chosenKind = isGiven(variables.get('type')?.value) || isGiven(variables.get('builder')?.value);
    const kind = file.facts.kind ?? (chosenKind ? undefined : 'pv');
    if (file.toolstack.toolstack !== 'xl' || file.tree.python) return;
    if (kind === undefined || kind === 'hvm' || SOURCES.some((name) => isGiven(variables.get(name)?.value))) return;
    const place = ['type', 'builder', 'name'].map((name) => variables.get(name)?.assignments.at(-1)).find(Boolean);
    if (!place) return;
    yield {
      span: { offset: place.offset, end: place.end },
      severity: whereCertain(file, 'error'),
      message: chosenKind
        ? `xl does not create this ${kind.toUpperCase()} guest, as it has neither kernel nor bootloader. Name one, or change the type.`
        : 'Without type this is a PV guest, and xl does not create it, as it has neither kernel nor bootloader. Name one, or write type = "hvm" for a guest that boots from its disk.',
      fixes: () => repairs(file, place),
    };
  },
});
