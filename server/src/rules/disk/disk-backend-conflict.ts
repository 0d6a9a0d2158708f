import type { Disk } from '../../model/disks.ts';
import { compareReleases, isReadBy } from '../../xen/releases.ts';
import { type DiskBackend, diskBackends, TAP_GONE } from '../../xen/xl-disk-keys/backends.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { partOf, removePart, spanOf, xlDisks } from './disks.ts';

export default defineRule({
  code: 'disk-backend-conflict',
  area: 'disk',
  severity: 'error',
  title: 'Backend that cannot serve the disk',
  explanation:
    '`backendtype=phy` serves raw devices only, `tap` (unusable from Xen 4.13 to 4.18) raw and VHD, `qdisk` no disk with a `script=`, and ' +
    '`standalone` only raw disks with `specification=virtio`. libxl finds no backend for any other combination, and the creation of the ' +
    'guest fails. Without `backendtype=` it picks one that fits, if there is one. A disk that is no CD drive needs a target.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'a.cfg':
          'name = "a"\nmemory = 512\ndisk = [ \'backendtype=phy,format=qcow2,vdev=xvda,target=/srv/a.qcow2\' ]\n',
      },
      good: {
        'a.cfg':
          'name = "a"\nmemory = 512\ndisk = [ \'backendtype=qdisk,format=qcow2,vdev=xvda,target=/srv/a.qcow2\' ]\n',
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=qcow2,vdev=xvda,target=/srv/a.qcow2\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    for (const disk of xlDisks(file)) {
      if (!disk.accepted) continue;
      const { backendtype } = disk;
      const part = partOf(disk, 'backendtype');
      const reason = conflict(disk, file.facts.kind === 'hvm', settings.version);
      if (!reason) continue;
      yield {
        span: spanOf((part && backendtype) ?? disk.script ?? disk.format ?? disk.target ?? disk),
        severity: whereCertain(file, 'error'),
        message: `${reason}, and creating the guest fails. ${adviceFor(disk)}`,
        fixes: () => (part && canServe(disk, settings.version) ? [removePart(file, disk, part)] : []),
      };
    }
  },
});

function specificationOf(disk: Disk): string {
  return disk.spec.parts.find((part) => part.key?.text === 'specification')?.value.text === 'virtio' ? 'virtio' : 'xen';
}

/** Whether the backend serves the disk, apart from what only the host could tell. */
function serves(backend: DiskBackend, disk: Disk, version: string): boolean {
  return (
    isReadBy(backend, version) &&
    backend.specification === specificationOf(disk) &&
    (isEmptyCd(disk)
      ? servesEmptyCd(backend, version)
      : backend.formats === undefined || backend.formats.includes(disk.spec.formatValue)) &&
    (backend.scripts || !disk.script?.value)
  );
}

/** Whether xl finds a backend when it may choose. */
function canServe(disk: Disk, version: string): boolean {
  return diskBackends.some((backend) => serves(backend, disk, version));
}

function adviceFor(disk: Disk): string {
  if (specificationOf(disk) === 'virtio')
    return 'Leave script= out, use a raw device or image, and backendtype=standalone or none.';
  return disk.backendtype
    ? 'Leave backendtype= out: xl then picks a backend that fits.'
    : 'Convert the image to raw, or leave script= out.';
}

/** Why no backend serves the disk; undefined where one does. */
function conflict(disk: Disk, isHvm: boolean, version: string): string | undefined {
  const format = disk.spec.formatValue;
  const name = disk.backendtype?.value;
  if (disk.format && format === 'empty' && disk.devtype !== 'cdrom') return 'Only a CD drive can be empty';
  const target = disk.spec.parts.find((part) => part.key?.text === 'target');
  const isLocal = !disk.script?.value && !disk.spec.backend && disk.devtype !== 'cdrom';
  if (target?.value.text === '' && format === 'raw' && isLocal && (name === undefined || name === 'phy'))
    return 'The disk has no target';
  if (name === undefined) {
    if (canServe(disk, version)) return undefined;
    const virtio = specificationOf(disk) === 'virtio';
    if (virtio) return 'Disks with specification=virtio are served without script= and in the format raw only';
    return disk.script?.value ? `No backend runs a script for the format ${format}` : undefined;
  }
  const backend = diskBackends.find((one) => one.name === name);
  if (!backend) return undefined;
  if (name === 'tap' && compareReleases(version, TAP_GONE) < 0) return undefined;
  if (!isReadBy(backend, version)) return `Xen ${version} has no ${name} backend`;
  if (isHvm && disk.devtype === 'cdrom' && !servesCd(backend, version))
    return `A CD drive of an HVM guest is served by qdisk only, not by ${name}`;
  if (serves(backend, disk, version)) return undefined;
  if (backend.specification !== specificationOf(disk))
    return backend.specification === 'virtio'
      ? `The ${name} backend serves disks with specification=virtio only`
      : `Disks with specification=virtio are served by standalone only, not by ${name}`;
  if (!backend.scripts && disk.script?.value) return `The ${name} backend runs no script`;
  if (isEmptyCd(disk)) return `The ${name} backend of this release serves no empty CD drive`;
  return `The ${name} backend serves ${backend.formats?.join(' and ')} only, not ${format}`;
}

function servesCd(backend: DiskBackend, version: string): boolean {
  return backend.emulatedCd !== undefined && compareReleases(version, backend.emulatedCd || '0') >= 0;
}

/** A CD drive without a target is empty, whatever format it names. */
function isEmptyCd(disk: Disk): boolean {
  return disk.devtype === 'cdrom' && (!disk.target?.value || disk.spec.formatValue === 'empty');
}

function servesEmptyCd(backend: DiskBackend, version: string): boolean {
  return backend.emptyCd !== undefined && compareReleases(version, backend.emptyCd || '0') >= 0;
}
