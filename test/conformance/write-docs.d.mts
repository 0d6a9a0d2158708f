/** Types of write-docs.mjs for the scripts in TypeScript. */
export function fill(name: string, text: string): void;
export function markdownTable(rows: readonly Readonly<Record<string, string | number>>[]): string;
