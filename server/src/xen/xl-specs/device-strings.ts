/** How xl takes the strings of devices apart: one row for each option whose entries are made of `key=value` words (`xl_parse.c`). */

/**
 * How the words between the commas are read. `options`: a word is a known `key=` or ends creation.
 * `pairs`: a word without `=` ends the reading of the string, an unknown key ends creation. `split`: key and value are
 * stripped of blanks and neither may be empty.
 */
export type DeviceStyle = 'options' | 'pairs' | 'split';

/** A key without which xl creates no guest, and what it says. */
export interface RequiredKey {
  readonly key: string;
  readonly says: string;
  /** What may be added, the likeliest first, where the value can be told. NAME stands for the guest and its channel. */
  readonly usual?: readonly string[];
}

export interface DeviceReading {
  readonly style: DeviceStyle;
  /** Keys without which xl creates no guest. */
  readonly required: readonly RequiredKey[];
  /** Where a key has this value, these are the required ones. */
  readonly requiredWith?: { readonly key: string; readonly value: string; readonly required: readonly RequiredKey[] };
  /** Keys whose words are compared without regard to letter case. */
  readonly caseless: readonly string[];
  /** Keys whose words xl checks while it reads the file. */
  readonly checked: readonly string[];
  /** A word that takes the text after the next comma with it. */
  readonly joins?: { readonly key: string; readonly value: string };
  /** The first release that needs none of the required keys while it reads the file. */
  readonly freeSince?: string;
  /** The first release that ends creation at a word without `=`, or without a value. */
  readonly strictSince?: string;
  /** The first release in which an entry does not take over what the one before it set. */
  readonly ownSince?: string;
  /** Where a number that is none ends creation; elsewhere xl takes what it can of it. */
  readonly countsStrictly?: true;
  /** True where an unknown key costs a message only. */
  readonly lenient?: boolean;
  /** What to write in place of an entry without any word, where xl crashes at one. */
  readonly crashesEmpty?: string;
  /** Unknown keys have a rule of their own. */
  readonly ownRule?: true;
}

const none: readonly never[] = [];
const noModel: RequiredKey = {
  key: 'security_model',
  says: 'security_model=none is the only model there is',
  usual: ['security_model=none'],
};

export const deviceReadings: Readonly<Record<string, DeviceReading>> = {
  vkb: {
    style: 'options',
    required: [
      {
        key: 'backend-type',
        says: 'backend-type=qemu or backend-type=linux says who serves the device',
        usual: ['backend-type=qemu', 'backend-type=linux'],
      },
    ],
    caseless: ['backend-type'],
    checked: ['backend-type'],
  },
  vdispl: {
    style: 'options',
    required: [
      {
        key: 'connectors',
        says: 'connectors=NAME:WIDTHxHEIGHT says how many screens there are',
        usual: ['connectors=0:1920x1080'],
      },
    ],
    caseless: none,
    checked: none,
  },
  usbctrl: { style: 'options', required: none, caseless: ['type'], checked: ['type'], ownRule: true },
  usbdev: { style: 'options', required: none, caseless: ['type'], checked: ['type'], ownRule: true },
  pvcalls: { style: 'pairs', required: none, caseless: none, checked: none },
  vtpm: {
    style: 'pairs',
    required: [{ key: 'backend', says: 'backend=DOMAIN names the domain of the vTPM manager' }],
    caseless: none,
    checked: none,
  },
  p9: {
    style: 'pairs',
    required: [
      { key: 'tag', says: 'tag=NAME is what the guest mounts' },
      { key: 'path', says: 'path=/DIRECTORY is what is shared' },
      noModel,
    ],
    requiredWith: { key: 'type', value: 'xen_9pfsd', required: [noModel] },
    caseless: ['type'],
    checked: ['type'],
    freeSince: '4.19',
    strictSince: '4.18',
    ownSince: '4.18',
    countsStrictly: true,
  },
  virtio: {
    style: 'options',
    required: none,
    caseless: none,
    checked: ['transport'],
    joins: { key: 'type', value: 'virtio' },
  },
  channel: {
    style: 'split',
    required: [
      {
        key: 'connection',
        says: 'connection=pty or connection=socket says what the channel ends in',
        usual: ['connection=pty'],
      },
    ],
    requiredWith: {
      key: 'connection',
      value: 'socket',
      required: [{ key: 'path', says: 'path=/FILE is where the socket appears', usual: ['path=/run/xen/NAME'] }],
    },
    caseless: none,
    checked: ['connection'],
    lenient: true,
    crashesEmpty: 'name=NAME,connection=pty',
  },
};

/** The parameters that every item of a sound card takes. */
const ofEveryItem = ['sample-rates', 'sample-formats', 'channels-min', 'channels-max', 'buffer-size'];

/** The items of a sound card in `vsnd` and the parameters of each (`parse_vsnd_item`). */
export const soundParameters: Readonly<Record<string, readonly string[]>> = {
  card: [...ofEveryItem, 'backend', 'short-name', 'long-name'],
  pcm: [...ofEveryItem, 'name'],
  stream: [...ofEveryItem, 'unique-id', 'type'],
};

/** The directions of a stream; either case is taken. */
export const soundDirections: readonly string[] = ['p', 'c'];
