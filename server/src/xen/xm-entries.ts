/**
 * How xm takes the values of an xm file apart before it hands the guest to xend, where it refuses some: create.py of Xen
 * 4.4, held against its recorded answers (test/conformance/xm-vectors.jsonl).
 */

export interface XmValue {
  /** Name of the key (xm-keys.ts). */
  readonly key: string;
  /**
   * `text`: anything but a text ends creation with a Python error. `letters`: a list of texts, and a text in its place is
   * taken apart letter by letter. `entries`: a list of texts. `count`: a whole number.
   */
  readonly takes: 'text' | 'letters' | 'entries' | 'count';
  /** What an entry of the list has to look like; left out where a small language of its own reads it. */
  readonly entry?: RegExp;
  /** What each word of an entry, between its commas, has to look like. */
  readonly word?: RegExp;
  /** An entry as it should be, for messages. */
  readonly example?: string;
  /** Another key without which xm stops. */
  readonly needs?: string;
}

/** A register of cpuid: a number, or one sign for each of its 32 bits. */
const REGISTER = '(?:eax|ebx|ecx|edx)=(?:0x[0-9a-fA-F]{1,8}|[01xksXKS]{32})';
const PCI_OPTION = '(?:msitranslate|power_mgmt)=[^,=]*';

export const xmValues: readonly XmValue[] = [
  { key: 'kernel', takes: 'text' },
  { key: 'ramdisk', takes: 'text' },
  { key: 'dhcp', takes: 'text' },
  { key: 'nics', takes: 'count' },
  { key: 'nfs_root', takes: 'text', needs: 'nfs_server' },
  { key: 'disk', takes: 'letters', example: 'phy:/dev/vg/a,xvda,w' },
  // Keys are judged by the rows of xm-vif-keys.ts; an empty word is refused whatever stands beside it.
  { key: 'vif', takes: 'letters', entry: /^\s*$|^(?!\s*,)(?!.*,\s*(?:,|$))/, example: 'bridge=xenbr0' },
  {
    key: 'vif2',
    takes: 'letters',
    word: /^\s*(?:front_mac|back_mac|bridge|pdev|max_bypasses|filter_mac|trusted|uuid)\s*=/,
    example: 'bridge=xenbr0',
  },
  { key: 'vfb', takes: 'letters', word: /=/, example: 'vnc=1' },
  {
    key: 'pci',
    takes: 'letters',
    entry: new RegExp(
      `^(?:(?:[0-9a-fA-F]{1,4}:)?[0-9a-fA-F]{1,2}:[0-9a-fA-F]{1,2}\\.(?:[0-7*]|[0-7*,-]+)(?:@[0-9a-fA-F]{1,2})?(?:,${PCI_OPTION})*|[0-9a-fA-F]+,[0-9a-fA-F]+,[0-9a-fA-F]+)$`,
    ),
    example: '01:00.0',
  },
  { key: 'vscsi', takes: 'letters', entry: /^[^,]+,\d+:\d+:\d+:\d+(?:,[^,]*)?$|^[^,]+,host$/, example: 'sdb,0:0:0:0' },
  {
    key: 'vusb',
    takes: 'letters',
    word: /^(?:usbver=[12]|numports=(?:[1-9]|1[0-6])|port_\d+=.*)$/,
    example: 'usbver=2,numports=4',
  },
  { key: 'ioports', takes: 'entries', entry: /^\s*[0-9a-fA-F]+(?:-[0-9a-fA-F]+)?\s*$/, example: '02f8-02ff' },
  { key: 'access_control', takes: 'entries', entry: /^policy=[^,]*,label=[^,]*$/, example: 'policy=p,label=l' },
  {
    key: 'cpuid',
    takes: 'entries',
    entry: new RegExp(`^[^:]*$|^[^:]*:${REGISTER}(?:,${REGISTER})*$`),
    example: '1:ecx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx0',
  },
];
