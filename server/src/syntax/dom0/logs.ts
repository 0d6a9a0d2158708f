/** Recognises what only tells how a machine runs: xenstore-ls, ethtool -k, `xl vcpu-list`, ordinary lines of Xen's and the kernel's log. */
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

/** Lines of the kernel's log that report what is normal while guests come and go. */
const ORDINARY =
  /xen-?blkback: .*using|Guest Rx ready|ADDRCONF|link becomes ready|entered (?:blocking|forwarding|disabled|learning|listening|promiscuous)|(?:left|entered) promiscuous mode|DHCP(?:DISCOVER|OFFER|REQUEST|ACK)|Successfully created xenvif|xen_netback:|audit: type=1700/;

export function logReader(facts: Collector): Reader {
  let offload: string | undefined;
  let store = false;
  /** Whether the line before was an ordinary one that a narrow terminal may have broken. */
  let broken = false;
  return {
    command: (words) => {
      offload = undefined;
      store = /^xenstore-(?:ls|list|read)$/.test(words[0] ?? '');
      broken = false;
    },
    read: (line) => {
      const { text, words } = line;
      const before = broken;
      broken = false;
      if (readXen(line, facts)) return true;
      if (ORDINARY.test(text) && !/error|fail/i.test(text)) {
        broken = /^ *(?:[A-Z][a-z]{2} |\[)/.test(text);
        return true;
      }
      if (before && !/^ *(?:[A-Z][a-z]{2} [ \d]\d |\[|\S+[#$%>] )/.test(text) && words.length > 0 && words.length <= 8)
        return true;
      const features = /^ *(?:Features|Offload parameters) for ([\w.:-]+):$/.exec(text)?.[1];
      if (features) {
        offload = features;
        return true;
      }
      if (offload !== undefined && /^ *[a-z0-9-]+(?: \[.*\])?: (?:on|off)(?: \[.*\])?$/.test(text)) {
        facts.offloads.push({
          ...place(line),
          device: offload,
          feature: words[0]?.replace(':', '') ?? '',
          on: /: on/.test(text),
        });
        return true;
      }
      return readStore(line, store, facts) || isVcpu(words);
    },
  };
}

/** `(XEN) Command line: …` and what Xen prints when all is well; what the table of messages knows is told by it. */
function readXen(line: OutputLine, facts: Collector): boolean {
  const options = /\(XEN\).*? Command line: (.*)$/.exec(line.text)?.[1];
  if (options === undefined) return false;
  facts.info.push({ ...place(line), key: 'xen_commandline', value: options.trim() });
  return true;
}

/** `  hotplug-error = "…"   (n0,r1)`: what a script could not do is a message. */
function readStore(line: OutputLine, store: boolean, facts: Collector): boolean {
  const match = /^ *\/?([\w@.:/-]+) = "(.*)"(?: +\([^)]*\))?$/.exec(line.text);
  if (!match?.[1]) return store && /^ *(?:\.{3}|\/?[\w@.:/-]+)$/.test(line.text);
  const [, key, value = ''] = match;
  if (/(?:^|\/)(?:hotplug-error|error)$/.test(key as string) && value !== '') {
    facts.texts.push({ ...place(line), text: `script: ${value}`, prefixed: true, block: -1, subject: undefined });
  }
  return true;
}

/** `Domain-0  0  2  1  -b-  11.2  all / all` */
function isVcpu(words: readonly string[]): boolean {
  return words.length >= 6 && /^[r-][b-][p-]$/.test(words[4] ?? '') && /^\d+\.\d+$/.test(words[5] ?? '');
}
