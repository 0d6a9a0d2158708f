/** A small drawing of a set-up: outside, dom0, guests. As SVG for an editor, in letters for a terminal. */
import { escapeXml } from '../diagram/svg-text.ts';
import type { AdviceAnswers, PlannedGuest } from './types.ts';

/** What stands in the drawing, in words. */
interface Picture {
  readonly outside: readonly string[];
  readonly dom0: readonly string[];
  readonly middle: string;
  readonly guests: readonly PlannedGuest[];
  readonly area: string;
  readonly more: number;
}

/** Guests that are drawn; the rest is counted. */
const MOST = 4;

function pictureOf(answers: AdviceAnswers): Picture {
  const { mode, toolstack, card, guests } = answers;
  const bridge = toolstack === 'xl' ? answers.bridge : 'bridge';
  const middle = { bridge: `${bridge}: a switch`, nat: 'NAT: translates', route: 'routes both ways' }[mode];
  const address = mode === 'bridge' && toolstack === 'xm' ? [] : [answers.dom0];
  const known = mode !== 'nat' || toolstack === 'xl';
  return {
    outside: known ? [`LAN ${answers.lan}`, `gateway ${answers.gateway}`] : ['LAN or internet'],
    dom0: [...(known ? address : []), card],
    middle,
    guests: guests.slice(0, MOST),
    area: mode === 'bridge' ? `guests on ${answers.lan}` : `guests in ${answers.subnet}`,
    more: Math.max(0, guests.length - MOST),
  };
}

const WIDTH = 640;
const ROW = 44;

/**
 * The drawing as SVG without scripts and styles of its own: classes `box`, `line`, `area`, `strong` and `soft` are for the page
 * around it to colour.
 */
export function adviceSvg(answers: AdviceAnswers): string {
  const picture = pictureOf(answers);
  const rows = picture.guests.length + (picture.more > 0 ? 1 : 0);
  const height = Math.max(150, rows * ROW + 40);
  const middle = height / 2;
  const shapes = [
    ...box(10, middle - 35, 170, 70, ['outside', ...picture.outside]),
    line(180, middle, 240, middle),
    ...box(240, middle - 50, 170, 100, ['dom0', ...picture.dom0, picture.middle]),
    `<rect class="area" x="450" y="5" width="180" height="${height - 10}" rx="8"/>`,
    text(540, 22, picture.area, 'soft'),
  ];
  for (const [index, guest] of picture.guests.entries()) {
    const y = 30 + index * ROW;
    shapes.push(line(410, middle, 465, y + 18), ...box(465, y, 150, 36, [guest.name, guest.address]));
  }
  if (picture.more > 0)
    shapes.push(text(540, 30 + picture.guests.length * ROW + 20, `and ${picture.more} more`, 'soft'));
  const label = escapeXml(
    `Outside, dom0 in between, and ${answers.guests.length} ${answers.guests.length === 1 ? 'guest' : 'guests'}: ${picture.middle}`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${shapes.join('')}</svg>`;
}

function box(x: number, y: number, width: number, height: number, words: readonly string[]): string[] {
  const step = 15;
  const first = y + height / 2 - ((words.length - 1) * step) / 2 + 4;
  return [
    `<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
    ...words.map((word, index) => text(x + width / 2, first + index * step, word, index === 0 ? 'strong' : 'soft')),
  ];
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="line" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

function text(x: number, y: number, words: string, style: string): string {
  return `<text class="${style}" x="${x}" y="${y}" text-anchor="middle">${escapeXml(words)}</text>`;
}

/** The drawing in letters. */
export function adviceLetters(answers: AdviceAnswers): string {
  const picture = pictureOf(answers);
  const left = boxed(['outside', ...picture.outside]);
  const centre = boxed(['dom0', ...picture.dom0, picture.middle]);
  const guests = picture.guests.map((guest) => `${guest.name}  ${guest.address}`);
  if (picture.more > 0) guests.push(`and ${picture.more} more`);
  const right = boxed([picture.area, ...guests]);
  const height = Math.max(left.length, centre.length, right.length);
  const columns = [left, centre, right].map((block) => centred(block, height));
  const middle = (height - 1) >> 1;
  const rows: string[] = [];
  for (let row = 0; row < height; row++)
    rows.push(columns.map((column) => column[row] ?? '').join(row === middle ? '-----' : '     '));
  return rows.map((row) => row.trimEnd()).join('\n');
}

function boxed(words: readonly string[]): string[] {
  const width = Math.max(...words.map((word) => word.length));
  const edge = `+-${'-'.repeat(width)}-+`;
  return [edge, ...words.map((word) => `| ${word.padEnd(width)} |`), edge];
}

function centred(block: readonly string[], height: number): string[] {
  const blank = ' '.repeat(block[0]?.length ?? 0);
  const above = (height - block.length) >> 1;
  return Array.from({ length: height }, (_, row) => block[row - above] ?? blank);
}
