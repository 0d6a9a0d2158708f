/** Every word that the tables explain for the value of an option, whether they list it by the option or by its form. */
import type { Row } from '../row.ts';
import { wordsOf } from './enum-words.ts';
import { wordsOfForm } from './forms.ts';
import type { Word } from './word.ts';

/** The explained words; empty where the row's own `values` say all there is to say. */
export function wordsOfValue(row: Row): readonly Word[] {
  return [...wordsOf(row.name), ...wordsOfForm(row.form ?? '')];
}
