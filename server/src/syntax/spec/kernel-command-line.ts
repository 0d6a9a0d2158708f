/** Reads a kernel command line (`extra`, `cmdline`, `root`) and the network setting within it. */
import { type MappedText, plainText } from '../span.ts';
import { pieces, SpecBuilder } from './key-values.ts';
import type { SpecPart, SpecTree, SpecWord } from './tree.ts';

/**
 * The parameters of a Linux command line: split at blanks, except within double quotes (`next_arg` in the kernel's
 * lib/cmdline.c). `key=value` is split at the first `=`; a bare word is a part without a key.
 */
export function parseKernelCommandLine(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  for (let at = 0; at < text.length; ) {
    if (isBlank(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const from = at;
    let quoted = false;
    let equals = -1;
    for (; at < text.length && (quoted || !isBlank(text.charCodeAt(at))); at++) {
      const character = text.charAt(at);
      if (character === '"') quoted = !quoted;
      else if (character === '=' && equals < 0) equals = at;
    }
    if (equals > from) builder.keyValue(from, equals, equals + 1, at);
    else builder.bare(from, at);
  }
  return builder.tree();
}

/** The last parameter of this name, which is the one that counts for most parameters. */
export function kernelParameter(tree: SpecTree, name: string): SpecPart | undefined {
  return tree.parts.findLast((part) => part.key?.text === name);
}

/** The parts of `ip=CLIENT:SERVER:GATEWAY:NETMASK:HOSTNAME:DEVICE:AUTOCONF`; those that are empty are left out. */
export interface KernelIp extends SpecWord {
  readonly client?: SpecWord;
  readonly server?: SpecWord;
  readonly gateway?: SpecWord;
  readonly netmask?: SpecWord;
  readonly hostname?: SpecWord;
  readonly device?: SpecWord;
  readonly autoconf?: SpecWord;
}

const IP_FIELDS = ['client', 'server', 'gateway', 'netmask', 'hostname', 'device', 'autoconf'] as const;

/**
 * The network setting of a command line (nfsroot.rst of the kernel's documentation); undefined when it has none. A
 * value without colons that is no address, such as `dhcp`, is the way of configuration and has no client.
 */
export function parseKernelIp(mapped: MappedText): KernelIp | undefined {
  const value = kernelParameter(parseKernelCommandLine(mapped), 'ip')?.value;
  if (!value) return undefined;
  if (!value.text.includes(':') && !/^[0-9]/.test(value.text)) return { ...value, autoconf: value };
  const plain = value.end - value.offset === value.text.length;
  const source = plainText(value.text, value.offset);
  const fields: Record<string, SpecWord> = {};
  let index = 0;
  for (const { from, to } of pieces(value.text, ':')) {
    const name = IP_FIELDS[index++];
    if (name === undefined) break;
    if (from === to) continue;
    const text = value.text.slice(from, to);
    fields[name] = plain
      ? { text, offset: source.sourceOffset(from), end: source.sourceOffset(to) }
      : { text, offset: value.offset, end: value.end };
  }
  return { ...value, ...fields };
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
