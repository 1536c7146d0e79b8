const LOOPBACK_V4 = /^127(\.\d{1,3}){3}$/;

/** Whether a host name or address is this machine's own loopback: localhost, 127.0.0.0/8, ::1. */
export function isLoopbackName(name: string): boolean {
  const host = name.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return host === 'localhost' || host === '::1' || LOOPBACK_V4.test(host);
}

/** The same for a Host header: a name or address with or without a port. */
export function isLoopbackHost(header: string): boolean {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::\d{1,5})?$/.exec(header);
  return match?.[1] !== undefined && isLoopbackName(match[1]);
}
