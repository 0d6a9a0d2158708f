/** Keyboard layouts that come with QEMU; a host may have fewer or more, so an unknown one is no mistake. */

import type { Word } from './word.ts';

const LAYOUTS = {
  ar: 'Arabic',
  bepo: 'French (Bépo)',
  cz: 'Czech',
  da: 'Danish',
  de: 'German',
  'de-ch': 'German (Switzerland)',
  'en-gb': 'English (UK)',
  'en-us': 'English (US)',
  es: 'Spanish',
  et: 'Estonian',
  fi: 'Finnish',
  fo: 'Faroese',
  fr: 'French',
  'fr-be': 'French (Belgium)',
  'fr-ca': 'French (Canada)',
  'fr-ch': 'French (Switzerland)',
  hr: 'Croatian',
  hu: 'Hungarian',
  is: 'Icelandic',
  it: 'Italian',
  ja: 'Japanese',
  lt: 'Lithuanian',
  lv: 'Latvian',
  mk: 'Macedonian',
  nl: 'Dutch',
  no: 'Norwegian',
  pl: 'Polish',
  pt: 'Portuguese',
  'pt-br': 'Portuguese (Brazil)',
  ru: 'Russian',
  sl: 'Slovenian',
  sv: 'Swedish',
  th: 'Thai',
  tr: 'Turkish',
};

/** `keymap` of a guest or a vfb. */
export const keymaps: readonly Word[] = Object.entries(LAYOUTS).map(([word, language]) => ({
  word,
  summary: `The keyboard layout for ${language}.`,
}));
