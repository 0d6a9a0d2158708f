/** Recognises domains and their vifs: `xl list`, `xm list`, `xl vm-list`, `xl network-list`. */
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

export function domainReader(facts: Collector): Reader {
  let guest: string | undefined;
  return {
    command: (words) => {
      const [program, verb, ...rest] = words;
      const xen = program === 'xl' || program === 'xm';
      guest = xen && verb === 'network-list' ? rest.find((word) => !word.startsWith('-')) : undefined;
      if (xen && /^(?:li|list|vm-list)$/.test(verb ?? '') && rest.every((word) => word.startsWith('-')))
        facts.whole.add('domains');
    },
    read: (line) => {
      if (line.words[0] === 'Name' && line.words[1] === 'ID') {
        facts.whole.add('domains');
        return true;
      }
      // Heads of `xl network-list`, `xl block-list` and `xl vcpu-list`.
      if (/^(?:Idx BE|Vdev BE|Name ID VCPU) /.test(line.words.join(' '))) return true;
      if (line.words[0] === 'UUID' && line.words[1] === 'ID') return true;
      return readDomain(line, facts) || readVmList(line, facts) || readVif(line, guest, facts);
    },
  };
}

/** `web  5  512  1  -b----  12.9` */
function readDomain({ words, ...line }: OutputLine, facts: Collector): boolean {
  const [name = '', id = '', memory = '', vcpus = '', state = ''] = words;
  if (
    words.length < 5 ||
    ![id, memory, vcpus].every((word) => /^\d+$/.test(word)) ||
    !/^[r-][b-][p-][s-][c-][d-]?$/.test(state)
  ) {
    return false;
  }
  facts.domains.push({ ...place(line), name, id: Number(id), memory: Number(memory), state });
  return true;
}

/** `8ebed37e-a7a9-43cb-bb7b-ab42db3e3df8  8  web` */
function readVmList({ words, ...line }: OutputLine, facts: Collector): boolean {
  const [uuid = '', id = '', name = ''] = words;
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid) || !/^\d+$/.test(id) || !name) return false;
  facts.domains.push({ ...place(line), name, id: Number(id), memory: undefined });
  return true;
}

/** `0  0  00:16:3e:57:db:c5  0  4  -1  -1/-1  /local/domain/0/backend/vif/2/0` */
function readVif({ words, ...line }: OutputLine, guest: string | undefined, facts: Collector): boolean {
  const [index = '', , mac = '', , state = ''] = words;
  if (!/^\d+$/.test(index) || !/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(mac) || !/^\d+$/.test(state)) return false;
  const path = /\/backend\/vif\/(\d+)\/(\d+)/.exec(words.at(-1) ?? '');
  const device = path ? `vif${path[1]}.${path[2]}` : undefined;
  facts.vifs.push({ ...place(line), guest, device, mac: mac.toLowerCase(), state: Number(state) });
  return true;
}
