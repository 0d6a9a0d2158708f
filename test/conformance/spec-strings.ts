/**
 * Holds the parsers of disk, pci, rate and rdm strings against libxlutil: they must accept and refuse the same strings
 * and read the same fields. Run it with `node test/conformance/run.mjs spec-strings [--count N] [--seed S]`. The quoted
 * strings of real files are tried too, from the folder that XEN_SHARED names (or `../shared`), when it is there.
 */
import { plainText } from '../../server/src/syntax/span.ts';
import { parseXlDisk } from '../../server/src/syntax/spec/disk.ts';
import { parsePci, parseRdm } from '../../server/src/syntax/spec/pci.ts';
import { parseRate } from '../../server/src/syntax/spec/rate.ts';
import { mutate } from './generator.ts';
import { cannotJudge, conclude, newTally, random, realFiles, record } from './judges.ts';
import { askXlutil, INSTALL, type XlAnswer } from './programs.ts';

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
    'phy:/dev/vg/a\nb,xvda,w',
    'vdev=xvda,target=/srv/a\nb.img',
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
  ',', '=', ':', ' ', '\t', '\n', 'raw', 'qcow2', 'vhd', 'empty', 'xvda', 'hdc', 'cdrom', 'w', 'ro', 'rw!', 'phy:', 'file:', 'tap2:', 'aio:', 'foo:',
  'target=', 'vdev=', 'format=', 'access=', 'devtype=', 'disk', 'foo=', 'foo=1', 'script=', 'backendtype=', '@', '.', '*', '0', '00', '01', '1f',
  '8', 'ff', '0x', '-', 'permissive=', 'bdf=', 'vslot=', '1', 'K', 'M', 'b', 'B', '/s', 'm', 'u', 's', 'host', 'policy=', 'strategy=', 'A', '/',
]; // biome-ignore format: a list to draw from

/** Words that the packaged lexer of Debian 12 (Xen 4.17) does not know yet. */
const NEWER_THAN_THE_JUDGE = /trusted|grant_usage/;

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

const NO_DOT = /(?:^|bdf=)(?:[ \t]*(?:0x)?[0-9a-fA-F]+:){1,2}[ \t]*(?:0x)?[0-9a-fA-F]+(?![0-9a-fA-F:.])/;

/** scanf leaves the end of the address undefined where the dot before the function is missing: no two answers alike. */
function isUndefined(op: Kind, text: string): boolean {
  if (op === 'pci') return NO_DOT.test(text) || /[0-9a-fA-F]{9}|[-+]/.test(text);
  return op === 'disk' && NEWER_THAN_THE_JUDGE.test(text);
}

function verdict(op: Kind, judged: XlAnswer, ours: Reading): 'agree' | 'falseAlarms' | 'misses' | 'wrongValues' {
  // A crash of the library over one string is its own; a whole file that holds such a string is judged by the dry run.
  if (judged.crashed) return 'agree';
  if (judged.accepted !== ours.accepted) return judged.accepted ? 'falseAlarms' : 'misses';
  if (!judged.accepted) return 'agree';
  const differs = Object.entries(ours.fields).some(([name, value]) => {
    const theirs = judged.fields?.[name] || undefined;
    if (op === 'rate' || name === 'vfunc_mask') return (theirs ?? 0) !== (value || 0);
    return theirs !== (value || undefined);
  });
  return differs ? 'wrongValues' : 'agree';
}

function main(): void {
  const count = Number(process.argv[2] ?? 20_000);
  const next = random(Number(process.argv[3] ?? 1));
  const kinds = Object.keys(SEEDS) as Kind[];
  const real = [...realFiles('domu-xl'), ...realFiles('domu-xm')].flatMap((text) =>
    [...text.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].map((match) => match[1] ?? match[2] ?? ''),
  );
  const tallies = [];
  for (const op of kinds) {
    const seeds = SEEDS[op];
    const made = Array.from({ length: Math.ceil(count / kinds.length) }, (_, index) =>
      mutate(seeds[index % seeds.length] as string, PIECES, next),
    );
    const texts = [...seeds, ...made, ...new Set(real)].filter(
      (text) => !isUndefined(op, text) && !/[\r\n\0]|[^\t -~]/.test(text),
    );
    const answers = askXlutil(texts.map((text) => ({ op, text })));
    if (typeof answers === 'string') {
      cannotJudge('libxlutil', answers, INSTALL.libxlutil);
      return;
    }
    const tally = newTally(`libxlutil, ${op} strings`);
    for (const judged of answers) {
      const text = texts[judged.id] as string;
      const ours = OURS[op](text);
      record(tally, verdict(op, judged, ours), text, { judged, ours });
    }
    tallies.push(tally);
  }
  conclude(tallies);
}

main();
