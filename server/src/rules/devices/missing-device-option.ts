import { compareReleases } from '../../xen/releases.ts';
import { placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { type DeviceString, deviceStrings } from './words.ts';

const WHY: Readonly<Record<string, string>> = {
  'vkb backend-type': 'backend-type=qemu or backend-type=linux says who serves the device',
  'vdispl connectors': 'connectors=NAME:WIDTHxHEIGHT says how many screens there are',
  'vtpm backend': 'backend=DOMAIN names the domain of the vTPM manager',
  'p9 tag': 'tag=NAME is what the guest mounts',
  'p9 path': 'path=/DIRECTORY is what is shared',
  'p9 security_model': 'security_model=none is the only model there is',
  'channel connection': 'connection=pty or connection=socket says what the channel ends in',
  'channel path': 'path=/FILE is where the socket appears',
};

/** The keys that a string must have and does not. */
function missing({ option, device, words }: DeviceString): string[] {
  const set = new Map(words.map(({ key, value }) => [key, value]));
  const needed = option === 'channel' && set.get('connection') === 'socket' ? ['path'] : device.required;
  const served =
    option === 'p9' && needed.length > 0 && set.get('type')?.toLowerCase() === 'xen_9pfsd'
      ? ['security_model']
      : needed;
  return served.filter((key) => !set.has(key));
}

export default defineRule({
  code: 'missing-device-option',
  area: 'devices',
  severity: 'error',
  title: 'Device without a part that it needs',
  explanation:
    'Some devices cannot do without certain keys: `vkb` without `backend-type`, `vdispl` without `connectors`, `vtpm` without `backend`, ' +
    '`p9` up to Xen 4.18 without `tag`, `path` and `security_model`, `channel` without `connection`, and without `path` where it is a socket. xl creates no guest then.',
  examples: [
    {
      toolstack: 'xl',
      version: '4.17',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\np9 = [ "tag=share,path=/srv/share" ]\n' },
      good: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\np9 = [ "tag=share,path=/srv/share,security_model=none" ]\n',
      },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nchannel = [ "name=agent,connection=socket" ]\n' },
      good: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nchannel = [ "name=agent,connection=socket,path=/run/a" ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    const error = whereCertain(file, 'error');
    // Before 4.18 a share takes over what the one before it set.
    const inherits = compareReleases(settings.version, '4.18') < 0;
    const inherited = new Set<string>();
    for (const string of deviceStrings(file, settings.version)) {
      const { option, entry, isEmpty, device, bare } = string;
      if (option === 'channel' && isEmpty) {
        yield {
          span: entry.span,
          severity: error,
          message:
            'xl crashes at an empty channel, and no guest is created. Write name=NAME,connection=pty, or take the entry out.',
        };
        continue;
      }
      const lacks = device.style === 'split' && bare ? [] : missing(string);
      const old = option === 'p9' && inherits ? lacks.filter((key) => inherited.has(key)) : [];
      const lacking = lacks.filter((key) => !old.includes(key));
      if (option === 'p9') for (const { key } of string.words) inherited.add(key);
      if (lacking.length > 0) {
        yield {
          span: placeIn(entry),
          severity: error,
          message: `xl does not create the guest: this entry of ${option} lacks ${lacking.join(', ')}. ${lacking.map((key) => WHY[`${option} ${key}`]).join('; ')}.`,
        };
      } else if (old.length > 0) {
        yield {
          span: placeIn(entry),
          severity: whereCertain(file, 'warning'),
          message: `This share lacks ${old.join(', ')}, and xl takes them over from the share before it. Write them here, too.`,
        };
      }
    }
  },
});
