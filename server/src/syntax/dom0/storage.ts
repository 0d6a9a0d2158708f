/** Recognises what dom0 has attached and loaded: `losetup -a`, `mount`, `lsmod`, `xl block-list`, `xl pci-assignable-list`. */
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

export function storageReader(facts: Collector): Reader {
  let modules = false;
  let assignable = false;
  return {
    command: (words) => {
      modules = false;
      assignable = words[1] === 'pci-assignable-list';
    },
    read: (line) => {
      const { text, words } = line;
      if (words[0] === 'Module' && words[1] === 'Size' && words[2] === 'Used') {
        modules = true;
        facts.wholeModules = true;
        return true;
      }
      if (modules && /^ *\w[\w-]* +\d+ +-?\d+/.test(text)) {
        facts.modules.add((words[0] as string).replaceAll('-', '_'));
        return true;
      }
      if (assignable && /^ *[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/.test(text)) return true;
      return readLoop(line, facts) || readMount(line, facts) || readBlock(line);
    },
  };
}

/** `/dev/loop0: [0801]:6291985 (/srv/a.img)`, and the table of newer programs. */
function readLoop(line: OutputLine, facts: Collector): boolean {
  if (/^ *NAME +SIZELIMIT /.test(line.text)) return true;
  const match =
    /^ *(\/dev\/loop\d+): \[\S*\]:\d+ \((.*?)\)?$/.exec(line.text) ??
    /^ *(\/dev\/loop\d+)(?: +\d+){2} +[01] +[01] (\S.*?)(?: +[01] +\d+)?$/.exec(line.text);
  if (!match?.[1]) return false;
  facts.loops.push({ ...place(line), device: match[1], file: match[2]?.replace(/\)(?:, .*)?$/, '').trim() ?? '' });
  return true;
}

/** `/dev/loop0 on /mnt type ext4 (rw,relatime)` */
function readMount(line: OutputLine, facts: Collector): boolean {
  const match = /^ *(\S+) on (\/.*?) type (\w[\w.-]*) \((.*)\)$/.exec(line.text);
  if (!match?.[1] || !match[2]) return false;
  facts.mounts.push({ ...place(line), source: match[1], target: match[2], options: match[4] ?? '' });
  return true;
}

/** `51712 0  1  4  11  8  /local/domain/0/backend/vbd/1/51712` */
function readBlock({ text }: OutputLine): boolean {
  return /^ *\d+ +\d+ +-?\d+ +\d +.*\/backend\/(?:vbd|qdisk|tap)\/\d+\/\d+$/.test(text);
}
