/** Tells wireless cards by their names, for the rules about bridges. */

/** Names that the kernel and udev give to wireless cards. */
const WIRELESS = /^(?:wlan\d+|wl[psxo][a-z0-9]+|ath\d+|wifi\d+)$/;

export function isWireless(device: string): boolean {
  return WIRELESS.test(device);
}
