import { describe, expect, it } from 'vitest';
import { type MappedText, plainText } from '../../server/src/syntax/span.ts';
import { parseCpuidRegisters, parseCpuidString } from '../../server/src/syntax/spec/cpuid.ts';
import { parseConnectors, parseDevice, parseSound, parseWords } from '../../server/src/syntax/spec/devices.ts';
import { parseXlDisk } from '../../server/src/syntax/spec/disk.ts';
import { parseHostAllow } from '../../server/src/syntax/spec/host-allow.ts';
import { parseKernelCommandLine } from '../../server/src/syntax/spec/kernel-command-line.ts';
import { parseCpuList, parseIoMemory, parseIoPorts, parseIrq } from '../../server/src/syntax/spec/lists.ts';
import { parsePci, parseRdm } from '../../server/src/syntax/spec/pci.ts';
import { parseRate } from '../../server/src/syntax/spec/rate.ts';
import type { SpecTree } from '../../server/src/syntax/spec/tree.ts';
import { parseUsb, parseUsbDevice } from '../../server/src/syntax/spec/usb.ts';
import { parseVif } from '../../server/src/syntax/spec/vif.ts';
import { parseXmDisk } from '../../server/src/syntax/spec/xm-disk.ts';

const PARSERS: Readonly<Record<string, (text: MappedText) => SpecTree>> = {
  vifOfXl: (text) => parseVif(text, 'xl'),
  vifOfXm: (text) => parseVif(text, 'xm'),
  parseXlDisk,
  parseXmDisk,
  parsePci,
  parseRdm,
  parseRate,
  parseUsb,
  parseUsbDevice,
  vfb: (text) => parseDevice(text, 'vfb'),
  channel: (text) => parseDevice(text, 'channel'),
  virtio: (text) => parseDevice(text, 'virtio'),
  vnuma: (text) => parseDevice(text, 'vnuma'),
  parseConnectors,
  parseSound,
  words: (text) => parseWords(text, ','),
  parseCpuList,
  parseIoPorts,
  parseIoMemory,
  parseIrq,
  parseCpuidString,
  parseCpuidRegisters,
  parseKernelCommandLine,
  parseHostAllow,
};
const PIECES = [
  'mac', '=', ',', ' ', '\t', ':', 'phy:', 'target=', 'vdev=', 'xvda', '/dev/a', '01:00.0', '@', '*', 'ip=', 'x', '"', '(', ')', '[', ']', '\\',
  '0x1', '-', '^', 'node:', 'host', '10Mb/s', 'policy=', 'strict', ';', 'type=', 'ü', '😀', '', '\n', 'cdrom', 'eax', '1',
]; // biome-ignore format: a list to draw from

/** Small generator with a seed (mulberry32), so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const OFFSET = 100;

/** What is wrong with the places of a tree; empty when every part and problem lies within the text and says what stands there. */
function misplaced(tree: SpecTree, text: string): string[] {
  const end = OFFSET + text.length;
  const wrong: string[] = [];
  const inside = (span: { offset: number; end: number }) =>
    span.offset >= OFFSET && span.offset <= span.end && span.end <= end;
  if (tree.offset !== OFFSET || tree.end !== end) wrong.push('tree');
  for (const problem of tree.problems) if (!inside(problem)) wrong.push(problem.code);
  for (const part of tree.parts) {
    for (const word of [part.key, part.value]) {
      if (word && (!inside(word) || text.slice(word.offset - OFFSET, word.end - OFFSET) !== word.text))
        wrong.push(word.text);
    }
  }
  return wrong;
}

describe.each(Object.entries(PARSERS))('%s', (_name, parse) => {
  it('reads any text, and its spans say what stands there', () => {
    const next = random(42);
    const failures: string[] = [];
    for (let round = 0; round < 1500; round++) {
      let text = '';
      for (let left = Math.floor(next() * 12); left > 0; left--) text += PIECES[Math.floor(next() * PIECES.length)];
      const wrong = misplaced(parse(plainText(text, OFFSET)), text);
      if (wrong.length > 0) failures.push(`${JSON.stringify(text)}: ${wrong.join(' ')}`);
    }
    expect(failures).toEqual([]);
  });

  it('reads long texts of one kind', () => {
    for (const piece of PIECES) {
      const text = piece.repeat(30_000);
      expect(misplaced(parse(plainText(text, OFFSET)), text)).toEqual([]);
    }
  });
});
