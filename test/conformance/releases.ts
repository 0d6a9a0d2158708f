/**
 * Holds what the product says for a host of Xen 4.14, 4.17 or 4.20 against the dry run of that release, and the grammar of files against
 * its library. The packages of a release are fetched once and only unpacked (oracle/oracle-release.sh); where that cannot be, the
 * release is skipped. Run it with `node test/conformance/run.mjs releases [--count N] [--seed S]`.
 */
import { judgeDryRuns, recordedTexts } from './guest-verdict.ts';
import { freshGuest } from './guests.ts';
import { conclude, newTally, oracleCases, random, realFiles, record, skipped, type Tally } from './judges.ts';
import { likelyGuest } from './likely-guests.ts';
import { newerGuest } from './newer-guests.ts';
import { syntaxErrors } from './product.ts';
import { askXlutil } from './programs.ts';
import { askXl, RELEASES } from './xl-runs.ts';

/** The release's library and the product's grammar, on the same files. */
function syntaxOf(release: string, texts: readonly string[]): Tally | undefined {
  const answers = askXlutil(
    texts.map((text) => ({ op: 'cfg', text })),
    release,
  );
  if (typeof answers === 'string') return undefined;
  const tally = newTally(`libxlutil ${release}, syntax`);
  for (const answer of answers) {
    const text = texts[answer.id] as string;
    const errors = syntaxErrors(text, 'xen-cfg', 'xl').map((one) => [one.code, one.message]);
    const agree = answer.accepted === (errors.length === 0);
    const verdict = agree ? 'agree' : answer.accepted ? 'falseAlarms' : 'misses';
    record(tally, verdict, text, answer.accepted ? errors : answer.messages);
  }
  return tally;
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 300);
  const seed = Number(process.argv[3] ?? 1);
  const tallies: Tally[] = [];
  for (const release of RELEASES) {
    const next = random(seed);
    const groups = {
      cases: [...recordedTexts('cases-releases.jsonl'), ...recordedTexts('cases-libxl.jsonl'), ...oracleCases()],
      'real files': [...realFiles('domu-xl'), ...realFiles('domu-xm')],
      generated: Array.from({ length: count }, (_, index) => {
        if (index % 3 === 0) return newerGuest(next);
        return index % 3 === 1 ? likelyGuest(next) : freshGuest(next);
      }),
    };
    for (const [name, texts] of Object.entries(groups)) {
      const answers = await askXl('xl-dryrun', texts, release);
      if (typeof answers === 'string') {
        skipped(`xl ${release}`, answers);
        break;
      }
      tallies.push(await judgeDryRuns(`xl ${release} create --dryrun, ${name}`, texts, answers, release, release));
    }
    const syntax = syntaxOf(release, Object.values(groups).flat());
    if (syntax) tallies.push(syntax);
  }
  conclude(tallies);
}

await main();
