/** What every page inside VS Code needs: a policy that forbids all that is not its own, and text that stays text. */
import { randomBytes } from 'node:crypto';

/** A word that nobody can guess, for the policy of one page. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The policy of a page that runs and styles itself with what carries the nonce, and loads nothing else. */
export function pagePolicy(nonce: string, runs: 'scripts' | 'nothing'): string {
  const scripts = runs === 'scripts' ? [`script-src 'nonce-${nonce}'`] : [];
  return ["default-src 'none'", ...scripts, `style-src 'nonce-${nonce}'`].join('; ');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or for an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
