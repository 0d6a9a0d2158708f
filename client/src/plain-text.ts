/** Text of files in VS Code's own messages and lists, which make links of `[a](command:b)` and icons of `$(c)`: it stays text. */

/** For a notification, the prompt of an input box or what it says of a value: no link is made of it. */
export function inMessage(text: string): string {
  return text.replaceAll('](', '] (');
}

/** For an item of a list: no icon is made of it. */
export function inList(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
