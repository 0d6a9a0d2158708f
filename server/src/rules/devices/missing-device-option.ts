import type { CfgFile } from '../../model/source-file.ts';
import { compareReleases } from '../../xen/releases.ts';
import type { RequiredKey } from '../../xen/xl-specs/device-strings.ts';
import { entryOut, fixBy, insert } from '../edits.ts';
import { placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { type DeviceString, deviceStrings } from './words.ts';

/** The keys that a string must have and does not. */
function missing({ device, words }: DeviceString): RequiredKey[] {
  const set = new Map(words.map(({ key, value }) => [key, value]));
  const { required, requiredWith: other } = device;
  const value = set.get(other?.key ?? '');
  const written = device.caseless.includes(other?.key ?? '') ? value?.toLowerCase() : value;
  const needed = other && written === other.value ? other.required : required;
  return needed.filter(({ key }) => !set.has(key));
}

const names = (keys: readonly RequiredKey[]): string => keys.map(({ key }) => key).join(', ');

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
      fixed: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\np9 = [ "tag=share,path=/srv/share,security_model=none" ]\n',
      },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nchannel = [ "name=agent,connection=socket" ]\n' },
      good: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nchannel = [ "name=agent,connection=socket,path=/run/a" ]\n',
      },
      fixed: {
        'a.cfg':
          'name = "a"\nkernel = "/boot/vmlinuz"\nchannel = [ "name=agent,connection=socket,path=/run/xen/a-agent" ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    const error = whereCertain(file, 'error');
    const inherited = new Map<string, string>();
    for (const string of deviceStrings(file, settings.version)) {
      const { option, entry, isEmpty, device, bare } = string;
      if (device.crashesEmpty && isEmpty) {
        yield {
          span: entry.span,
          severity: error,
          message: `xl crashes at an empty ${option}, and no guest is created. Write ${device.crashesEmpty}, or take the entry out.`,
          fixes: () => [fixBy('Take the entry out', entryOut(file, entry.span))],
        };
        continue;
      }
      const lacks = device.style === 'split' && bare ? [] : missing(string);
      // Up to some release an entry takes over what the one before it set.
      const inherits = device.ownSince !== undefined && compareReleases(settings.version, device.ownSince) < 0;
      const old = inherits ? lacks.filter(({ key }) => inherited.has(key)) : [];
      const before = old.map(({ key }) => `${key}=${inherited.get(key) ?? ''}`);
      const lacking = lacks.filter((one) => !old.includes(one));
      if (inherits) for (const { key, value } of string.words) inherited.set(key, value);
      if (lacking.length > 0) {
        yield {
          span: placeIn(entry),
          severity: error,
          message: `xl does not create the guest: this entry of ${option} lacks ${names(lacking)}. ${lacking.map(({ says }) => says).join('; ')}.`,
          fixes: () => completed(file, string, lacking),
        };
      } else if (old.length > 0) {
        yield {
          span: placeIn(entry),
          severity: whereCertain(file, 'warning'),
          message: `This share lacks ${names(old)}, and xl takes them over from the share before it. Write them here, too.`,
          fixes: () => [added(file, string, before)],
        };
      }
    }
  },
});

/** The entry with all that it lacks; nothing where a part of it is for somebody else to say. */
function completed(file: CfgFile, string: DeviceString, lacking: readonly RequiredKey[]): Fix[] {
  const usual = lacking.map((one) => one.usual ?? []);
  if (usual.some((one) => one.length === 0)) return [];
  const channel = string.words.find(({ key }) => key === 'name')?.value;
  const name = [file.facts.name?.value, channel].filter(Boolean).join('-') || 'channel';
  const [first = [], ...rest] = usual;
  return first.map((one) =>
    added(
      file,
      string,
      [one, ...rest.flatMap((more) => more[0] ?? [])].map((word) => word.replace('NAME', name)),
    ),
  );
}

function added(file: CfgFile, { entry }: DeviceString, words: readonly string[]): Fix {
  const { text } = entry.text;
  const place = text === '' ? entry.span.offset + 1 : placeIn(entry).end;
  const comma = text === '' || text.endsWith(',') ? '' : ',';
  return fixBy(`Add ${words.join(',')}`, insert(file, place, `${comma}${words.join(',')}`));
}
