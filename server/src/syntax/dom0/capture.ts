/** Recognises what tcpdump prints: on which device it listened, what asked and what answered. */
import { type Collector, place, type Reader } from './readers.ts';

export function captureReader(facts: Collector): Reader {
  let inside = false;
  return {
    command: (words) => {
      inside = words[0] === 'tcpdump';
      if (inside) begin(words[words.indexOf('-i') + 1 || words.length]);
    },
    read: (line) => {
      const { text, words } = line;
      const listening = /\blistening on ([\w.:-]+)/.exec(text);
      if (listening?.[1]) {
        if (!inside || facts.captures.length === 0) begin(listening[1]);
        inside = true;
        return true;
      }
      if (/^ *tcpdump: /.test(text)) return true;
      if (/^ *\d+ packets? (?:captured|received by filter|dropped by kernel)/.test(text)) {
        const current = facts.captures.at(-1);
        if (current && words[2] === 'captured') current.captured = Number(words[0]);
        return true;
      }
      const packet = /^ *\d\d:\d\d:\d\d\.\d+ (.*)$/.exec(text)?.[1];
      if (packet === undefined) {
        // What a narrow terminal broke off a packet's line.
        return inside && /^ *(?:\^C|[\w.:-]+(?: \(.*\))?,? ?(?:length \d+)?)$/.test(text) && words.length <= 4;
      }
      if (facts.captures.length === 0) begin(undefined);
      inside = true;
      const current = facts.captures.at(-1);
      if (!current) return true;
      current.packets++;
      if (/who-has/.test(packet)) current.arpAsked++;
      else if (/is-at|arp reply/i.test(packet)) current.arpAnswered++;
      else if (/echo request/.test(packet)) current.echoAsked++;
      else if (/echo reply/.test(packet)) current.echoAnswered++;
      return true;
    },
  };

  function begin(device: string | undefined): void {
    const counts = { packets: 0, arpAsked: 0, arpAnswered: 0, echoAsked: 0, echoAnswered: 0, captured: undefined };
    facts.captures.push({ ...place({ line: 0, offset: 0, end: 0 }), device, ...counts });
  }
}
