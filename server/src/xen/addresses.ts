/** IP and MAC addresses as Xen's scripts read them. */
export {};
