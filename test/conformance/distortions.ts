/** Where the guest that xl prints is not the one that the file describes. */
export function distortions(_text: string, _config: Readonly<Record<string, unknown>>): string[] {
  return [];
}
