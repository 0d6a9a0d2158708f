/** Recognises what switches show: `ovs-vsctl show` and `bridge vlan`. */
import type { OutputLine } from './lines.ts';
import { type Collector, isDeviceName, place, type Reader } from './readers.ts';

const bare = (word: string): string => word.replaceAll('"', '');

/** `Bridge br0`, `Port "vif1.0"`, `tag: 10`, `trunks: [10, 20]` of Open vSwitch. */
export function ovsReader(facts: Collector): Reader {
  let bridge: string | undefined;
  let port: string | undefined;
  let awaited = false;
  return {
    command: (words) => {
      bridge = undefined;
      port = undefined;
      awaited = words[0] === 'ovs-vsctl' && words.includes('show');
    },
    read: (line) => {
      const [first = '', second = ''] = line.words;
      const name = bare(second);
      if (first === 'Bridge' && line.words.length === 2 && isDeviceName(name)) {
        bridge = name;
        port = undefined;
        facts.bridge(name, line);
        facts.openVSwitch.add(name);
        return true;
      }
      if (bridge === undefined) return awaited && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(first) && line.words.length === 1;
      if (first === 'Port' && line.words.length === 2) {
        port = name;
        // The bridge's own port is the card of dom0 on it.
        if (port !== bridge) facts.addPort(bridge, port, line);
        return true;
      }
      if (first === 'tag:' || first === 'trunks:') {
        const tags = line.text.match(/\d+/g)?.map(Number) ?? [];
        if (port !== undefined)
          facts.vlans.push({ ...place(line), port, tags, native: first === 'tag:' ? tags[0] : undefined });
        return true;
      }
      return /^(?:Interface|type:|options:|fail_mode:|ovs_version:|Controller|is_connected:|Manager|error:|datapath_type:|Address:)$/.test(
        first,
      );
    },
  };
}

/** `bridge vlan`: a port with its first tag, and lines with more tags of the same port. */
export function vlanReader(facts: Collector): Reader {
  let port: string | undefined;
  let inside = false;
  return {
    command: () => {
      inside = false;
      port = undefined;
    },
    read: (line) => {
      const { words } = line;
      if (words[0] === 'port' && /^vlan[- ]?ids?$/.test(words.slice(1).join('-'))) {
        inside = true;
        return true;
      }
      if (!inside || words.length === 0) return false;
      const [first = '', second = ''] = words;
      const range = /^\d+(?:-\d+)?$/;
      if (!line.indented && isDeviceName(first) && (range.test(second) || second === 'None')) port = first;
      else if (!range.test(first)) return false;
      const tag = range.test(first) ? first : second;
      if (port !== undefined && range.test(tag)) {
        const [from = 0, to = from] = tag.split('-').map(Number);
        const tags = Array.from({ length: Math.min(4094, to - from + 1) }, (_, at) => from + at);
        facts.vlans.push({
          ...place(line as OutputLine),
          port,
          tags,
          native: words.includes('PVID') ? from : undefined,
        });
      }
      return true;
    },
  };
}
