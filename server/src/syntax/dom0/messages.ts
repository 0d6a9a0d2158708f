/**
 * Puts aside what may be a message of a toolstack: lines that begin like one, and lines that no listing explains. What
 * they mean is not known on this floor; `block` tells which of them belong to one command.
 */
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

/** How programs begin their messages: libxl and its libraries, Xen, xend, hotplug scripts, libxlutil's `FILE:LINE:`. */
const PREFIX =
  /^ *(?:(?:libxl|xc|xl|domainbuilder|xencall|xenforeignmemory|xengnttab|xenevtchn|xendevicemodel|xentoollog|qemu[\w.-]*|xen be(?: core)?|bootloader|pygrub|xend|xenstored|xenconsoled): |\(XEN\) |Error: |VmError: |xend_post: error|script: |\/etc\/xen\/scripts\/[\w.-]+: |\[ *\d+\.\d+\] |\S+\.(?:cfg|conf|sxp|xl|hvm|pv):\d+: )/;

/** A message that an earlier command printed and the shell's prompt stands before, or a journal's date and host. */
const DATED = /^ *(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|\[\d{4}-\d\d-\d\d)/;

export function messageReader(facts: Collector): Reader {
  let subject: string | undefined;
  let block = 0;
  return {
    command: (words, line) => {
      block++;
      const create = words[1] === 'create' || words[1] === 'start';
      subject = create ? words.slice(2).find((word) => !word.startsWith('-')) : undefined;
      // A page that lost its line breaks shows the command and what it said on one line.
      for (const text of brokenApart(line.text))
        facts.texts.push({ ...place(line), text, prefixed: true, block, subject });
    },
    read: (line) => {
      const named = namedFile(line);
      if (named !== undefined) {
        if (subject === undefined || !named.endsWith(subject.slice(subject.lastIndexOf('/') + 1))) block++;
        subject = named;
      }
      if (named === undefined && !PREFIX.test(line.text) && !DATED.test(line.text)) return false;
      add(line, true);
      return true;
    },
    rest: (line) => add(line, false),
  };

  function add(line: OutputLine, prefixed: boolean): void {
    // Fences of Markdown, rulers and elisions are not output.
    if (!/\w/.test(line.text)) return;
    facts.texts.push({ ...place(line), text: line.text.trim(), prefixed, block, subject });
  }
}

/** `Parsing config from w.cfg`, `Using config file "/etc/xen/vm01".` */
function namedFile({ text }: OutputLine): string | undefined {
  const match = /Parsing config (?:file|from) (\S+)|Using config file "([^"]+)"/.exec(text);
  return match?.[1] ?? match?.[2];
}

/** Messages that follow a command on its own line. */
function brokenApart(text: string): string[] {
  const first = text.search(/ (?:libxl|xc): (?:error|warning|notice|debug|info): /);
  if (first < 0) return [];
  return text
    .slice(first + 1)
    .split(/ (?=(?:libxl|xc): (?:error|warning|notice|debug|info): )/)
    .map((one) => one.trim());
}
