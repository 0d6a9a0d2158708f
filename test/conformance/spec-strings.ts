/**
 * Holds the parsers of disk, pci, rate and rdm strings against libxlutil: they must accept and refuse the same strings
 * and read the same fields. The judge is the program `xlu-dump` (a batch of JSON lines in, one answer a line), named by
 * the environment variable XLU_DUMP. Run it with `XLU_DUMP=… npx tsx test/conformance/spec-strings.ts [COUNT [SEED [FILE…]]]`
 * or bundled by esbuild; the files are domU files whose quoted strings are tried as well.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { plainText } from '../../server/src/syntax/span.ts';
import { parseXlDisk } from '../../server/src/syntax/spec/disk.ts';
import { parsePci, parseRdm } from '../../server/src/syntax/spec/pci.ts';
import { parseRate } from '../../server/src/syntax/spec/rate.ts';

interface Reading {
  readonly accepted: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

type Kind = 'disk' | 'pci' | 'rate' | 'rdm';

const SEEDS: Readonly<Record<Kind, readonly string[]>> = {
  disk: [
    '/dev/vg/guest,raw,xvda,rw',
    'format=qcow2,vdev=xvda,access=rw,target=/srv/a.qcow2',
    'phy:/dev/vg/a,xvda,w',
    'tap:qcow2:/img/a,ioemu:hda:disk,r',
    ',hdc:cdrom,r',
    '/img/a.iso,,hdc,cdrom,ro',
    'vdev=hdc,devtype=cdrom,discard,no-discard,direct-io-safe',
    'script=block-iscsi,vdev=xvda,backendtype=qdisk,backend=vm,target=iqn=a,portal=b',
    'nbd:192.0.2.1 10809,xvda',
    'drbd:r0, xvda , w',
    'specification=virtio,backendtype=standalone,colo-port=99,colo-host=a,colo,vdev=xvda,target=x',
  ],
  pci: [
    '01:00.0',
    '0000:01:1f.7@1f,permissive=1,msitranslate=0',
    'bdf=02:00.*,vslot=a,seize=1,power_mgmt=yes',
    'name=gpu,rdm_policy=Relaxed',
  ],
  rate: ['10Mb/s@20ms', '1GB/s', '250KB/s@5s', '0100b/s@50us', '4294967295GB/s@4294s'],
  rdm: ['strategy=host', 'strategy=host,policy=relaxed', 'policy=maybe', 'policy=strict,strategy=host'],
};
const PIECES = [
  ',', '=', ':', ' ', '\t', 'raw', 'qcow2', 'vhd', 'empty', 'xvda', 'hdc', 'cdrom', 'w', 'ro', 'rw!', 'phy:', 'file:', 'tap2:', 'aio:', 'foo:',
  'target=', 'vdev=', 'format=', 'access=', 'devtype=', 'disk', 'foo=', 'foo=1', 'script=', 'backendtype=', '@', '.', '*', '0', '00', '01', '1f',
  '8', 'ff', '0x', '-', 'permissive=', 'bdf=', 'vslot=', '1', 'K', 'M', 'b', 'B', '/s', 'm', 'u', 's', 'host', 'policy=', 'strategy=', 'A', '/',
]; // biome-ignore format: a list to draw from

/** Words that the packaged lexer of Debian 12 (Xen 4.17) does not know yet. */
const NEWER_THAN_THE_JUDGE = /trusted|grant_usage/;

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mutate(text: string, next: () => number): string {
  let out = text;
  for (let times = 1 + Math.floor(next() * 4); times > 0; times--) {
    const at = Math.floor(next() * (out.length + 1));
    const piece = PIECES[Math.floor(next() * PIECES.length)] as string;
    const cut = next() < 0.5 ? Math.floor(next() * 4) : 0;
    out = out.slice(0, at) + (next() < 0.8 ? piece : '') + out.slice(at + cut);
  }
  return out;
}

const OURS: Readonly<Record<Kind, (text: string) => Reading>> = {
  disk(text) {
    const disk = parseXlDisk(plainText(text, 0));
    return {
      accepted: disk.accepted,
      fields: {
        pdev_path: disk.target?.text,
        vdev: disk.vdev?.text,
        format: disk.formatValue,
        readwrite: disk.readOnly ? undefined : 1,
        is_cdrom: disk.cdrom ? 1 : undefined,
        script: disk.script?.text,
        backend: disk.backendtype?.text,
        backend_domname: disk.backend?.text,
      },
    };
  },
  pci(text) {
    const pci = parsePci(plainText(text, 0));
    const { address, slot } = pci;
    return {
      accepted: pci.accepted,
      fields: {
        domain: address?.domain || undefined,
        bus: address?.bus || undefined,
        dev: address?.device || undefined,
        func: address?.function || undefined,
        vfunc_mask: address && (address.function === undefined ? 4294967295 : 1),
        vdevfn: slot?.value ? slot.value * 8 : undefined,
        name: pci.name?.text,
      },
    };
  },
  rate(text) {
    const rate = parseRate(plainText(text, 0));
    const bytes = rate.bytesPerInterval;
    return {
      accepted: rate.accepted,
      fields: {
        rate_bytes_per_interval: bytes === undefined ? undefined : Number(bytes),
        rate_interval_usecs: rate.interval,
      },
    };
  },
  rdm(text) {
    const rdm = parseRdm(plainText(text, 0));
    const strategy = rdm.parts.some((part) => part.key?.text === 'strategy') ? 'host' : undefined;
    return { accepted: rdm.accepted, fields: { strategy } };
  },
};

function ask(judge: string, requests: readonly { op: Kind; text: string }[]): (Reading & { crashed?: string })[] {
  const input = requests.map((request, id) => JSON.stringify({ id, ...request })).join('\n');
  const { stdout, error } = spawnSync(judge, ['--batch'], {
    input: `${input}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error) throw error;
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const NO_DOT = /(?:^|bdf=)(?:[ \t]*(?:0x)?[0-9a-fA-F]+:){1,2}[ \t]*(?:0x)?[0-9a-fA-F]+(?![0-9a-fA-F:.])/;

/** scanf leaves the end of the address undefined where the dot before the function is missing: no two answers alike. */
function isUndefined(op: Kind, text: string): boolean {
  if (op === 'pci') return NO_DOT.test(text) || /[0-9a-fA-F]{9}|[-+]/.test(text);
  return op === 'disk' && NEWER_THAN_THE_JUDGE.test(text);
}

function differs(op: Kind, judged: Reading, ours: Reading): boolean {
  if (judged.accepted !== ours.accepted) return true;
  if (!judged.accepted) return false;
  return Object.entries(ours.fields).some(([name, value]) => {
    const theirs = judged.fields[name] || undefined;
    if (op === 'rate' || name === 'vfunc_mask') return (theirs ?? 0) !== (value || 0);
    return theirs !== (value || undefined);
  });
}

function main(): void {
  const judge = process.env.XLU_DUMP;
  if (!judge) throw new Error('XLU_DUMP must name the program xlu-dump');
  const [count = '5000', seed = '1', ...files] = process.argv.slice(2);
  const next = random(Number(seed));
  const requests: { op: Kind; text: string }[] = [];
  for (const op of Object.keys(SEEDS) as Kind[]) {
    const seeds = SEEDS[op];
    for (const text of seeds) requests.push({ op, text });
    for (let made = 0; made < Number(count); made++)
      requests.push({ op, text: mutate(seeds[made % seeds.length] as string, next) });
  }
  for (const file of files) {
    for (const match of readFileSync(file, 'latin1').matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)) {
      const text = match[1] ?? match[2] ?? '';
      for (const op of Object.keys(SEEDS) as Kind[]) requests.push({ op, text });
    }
  }
  const asked = requests.filter(({ op, text }) => !isUndefined(op, text) && !/[\r\n\0]|[^\t -~]/.test(text));
  const answers = ask(judge, asked);
  let wrong = 0;
  for (const [index, request] of asked.entries()) {
    const judged = answers[index] as Reading & { crashed?: string };
    const ours = OURS[request.op](request.text);
    if (judged.crashed || !differs(request.op, judged, ours)) continue;
    wrong++;
    if (wrong <= 30) console.log(JSON.stringify({ ...request, judged, ours }));
  }
  console.log(
    `${asked.length} strings, ${wrong} read differently, ${answers.filter((one) => one.accepted).length} accepted`,
  );
  process.exitCode = wrong === 0 ? 0 : 1;
}

main();
