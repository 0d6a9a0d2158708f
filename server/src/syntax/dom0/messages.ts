/** Recognises what xl and xm say when a guest cannot be created. */
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

interface Pattern {
  readonly code: string;
  readonly pattern: RegExp;
}

/** One row per message; the first that fits is taken. Groups are the parts of the fact. */
const PATTERNS: readonly Pattern[] = [
  { code: 'memory', pattern: /I need (\d+) KiB, but dom0_min_mem is (\d+)/ },
  {
    code: 'no-memory',
    pattern: /(?:failed to free memory for the domain|not enough (?:free )?memory|Not enough free memory)/i,
  },
  { code: 'hotplug-vif', pattern: /Device (\d+) \((vif|tap|vbd|tap2|vkbd|vfb)\) could not be connected/ },
  {
    code: 'hotplug-script',
    pattern:
      /(?:hotplug-scripts\/(\S+) |script: (\S+) )?(?:failed to (?:start|execute)|error: script) .*(?:vif-\w+|block\S*)/,
  },
  {
    code: 'pci-not-assignable',
    pattern: /PCI device (?:([0-9a-f]{1,4}):)?([0-9a-f]{1,2}):([0-9a-f]{1,2})\.([0-7]) is not assignable/i,
  },
  { code: 'device-model', pattern: /device model: spawn failed|device model did not start|Device Model died/i },
  { code: 'domain-refused', pattern: /domain creation fail(?:: (.*))?$/ },
  { code: 'xend-running', pattern: /xend is running, which may cause unpredictable results/ },
  { code: 'xend-not-running', pattern: /Unable to connect to xend|Is xend running\?/ },
  { code: 'no-bridge', pattern: /Could not find bridge(?: device)? (\S+)|bridge (\S+) does not exist/i },
  {
    code: 'name-in-use',
    pattern: /(?:VM name '([^']+)' already (?:in use|exists)|Domain with name "([^"]+)" already exists)/,
  },
  { code: 'disk-missing', pattern: /(?:Disk image does not exist|failed to stat|Disk isn't accessible):? ?(\S+)?/ },
];

export function messageReader(facts: Collector): Reader {
  let subject: string | undefined;
  return {
    command: (words) => {
      const create = words[1] === 'create' || words[1] === 'start';
      subject = create ? words.slice(2).find((word) => !word.startsWith('-')) : undefined;
    },
    read: (line) => {
      subject = namedFile(line) ?? subject;
      for (const { code, pattern } of PATTERNS) {
        const match = pattern.exec(line.text);
        if (!match) continue;
        const parts = match.slice(1).map((part) => part ?? '');
        facts.messages.push({ ...place(line), code, text: line.text.trim(), parts, subject });
        return true;
      }
      return false;
    },
  };
}

/** `Parsing config from w.cfg`, `Using config file "/etc/xen/vm01".` */
function namedFile({ text }: OutputLine): string | undefined {
  const match = /Parsing config (?:file|from) (\S+)|Using config file "([^"]+)"/.exec(text);
  return match?.[1] ?? match?.[2];
}
