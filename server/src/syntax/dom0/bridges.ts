/** Recognises bridges and their ports in what `brctl show` prints (`bridge link` is read with the devices). */
import type { OutputLine } from './lines.ts';
import { type Collector, isDeviceName, type Reader } from './readers.ts';

/** Names that a line with nothing else on it may be a port of the bridge above by. */
const PORT = /^(?:vif|tap|p?eth|pbond|bond|en|vnet|veth|dummy|pdummy|wl|em|lan|team)[\w.:-]*$/;

export function bridgeReader(facts: Collector): Reader {
  let current: string | undefined;
  /** Behind an empty line only names that ports usually have are taken for ports. */
  let apart = false;
  return {
    command: (words) => {
      current = undefined;
      if (words[0] === 'brctl' && words[1] === 'show') facts.whole.add('bridges');
    },
    read: (line) => {
      if (isHeader(line.words)) {
        facts.whole.add('bridges');
        return true;
      }
      const row = readRow(line, facts);
      if (row) {
        current = row;
        apart = false;
        facts.whole.add('bridges');
        return true;
      }
      const port = current === undefined ? undefined : portOf(line, apart);
      if (current !== undefined && port) {
        facts.addPort(current, port, line);
        return true;
      }
      if (line.words.length === 0) apart = true;
      else if (line.words.length > 2) current = undefined;
      return line.words[0] === 'interfaces' && line.words.length === 1;
    },
  };
}

function isHeader(words: readonly string[]): boolean {
  return words[0] === 'bridge' && words[1] === 'name';
}

/** `xenbr0  8000.feffffffffff  no  vif0.0`; gives the bridge's name. */
function readRow({ words, ...line }: OutputLine, facts: Collector): string | undefined {
  const [name = '', id = '', stp = '', ...ports] = words;
  if (!isDeviceName(name) || !/^[0-9a-fA-F]{4}\.[0-9a-fA-F]{8,12}$/.test(id) || !/^(?:yes|no)$/.test(stp))
    return undefined;
  const whole = { ...line, words };
  facts.bridge(name, whole);
  for (const port of ports) if (isDeviceName(port)) facts.addPort(name, port, whole);
  return name;
}

function portOf({ words, indented }: OutputLine, apart: boolean): string | undefined {
  const [word = ''] = words;
  if (words.length !== 1 || word === 'interfaces' || !isDeviceName(word)) return undefined;
  return (indented && !apart) || PORT.test(word) ? word : undefined;
}
