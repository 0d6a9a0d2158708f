/** What the table of refusals says of a file, for the rules that tell it. */
import type { CfgFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import { refusals } from '../../xen/refusals/index.ts';
import type { Objection, Refusal } from '../../xen/refusals/refusal.ts';
import { isReadBy } from '../../xen/releases.ts';
import type { Finding } from '../rule.ts';
import { advisedFixes } from './advice.ts';
import { viewOf } from './guest-view.ts';
import { whereCertain } from './settings-of.ts';

const ROWS = new Map<string, Refusal[]>();
for (const row of refusals) {
  const rows = ROWS.get(row.rule);
  if (rows) rows.push(row);
  else ROWS.set(row.rule, [row]);
}

/** The findings of all rows that carry the code of the rule. */
export function* refusalsOf(file: CfgFile, version: string, rule: string): Generator<Finding> {
  const { kind } = file.facts;
  if (kind === undefined || file.toolstack.toolstack !== 'xl' || file.tree.python) return;
  for (const row of ROWS.get(rule) ?? []) {
    if ((row.guests && !row.guests.includes(kind)) || !isReadBy(row, version)) continue;
    const { view, isCertain } = viewOf(file, kind, version);
    const said = row.objection(view);
    if (said === undefined || !isCertain()) continue;
    const objection: Objection = typeof said === 'string' ? { reason: said } : said;
    const span = placeOf(file, row, objection);
    if (!span) continue;
    yield {
      span,
      severity: whereCertain(file, row.severity ?? 'error'),
      message: row.severity ? `${objection.reason}.` : `Creating the guest fails: ${objection.reason}.`,
      fixes: () => advisedFixes(file, objection.reason, row.options, span),
    };
  }
}

/** The item, else the value, of the first option that is set. */
function placeOf(file: CfgFile, row: Refusal, { option, index }: Objection): Span | undefined {
  const options = option ? [option] : row.options;
  for (const name of options) {
    const variable = file.facts.variables.get(name);
    const statement = variable?.assignments.at(-1);
    if (!variable || !statement) continue;
    const item = index !== undefined && variable.value.kind === 'list' ? variable.value.items[index] : undefined;
    const { offset, end } = item?.span ?? statement.value ?? statement;
    return { offset, end };
  }
  return undefined;
}
