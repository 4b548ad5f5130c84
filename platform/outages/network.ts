/**
 * True for a code by which Node says that a connection could not be made or was lost, or could not be trusted: network,
 * names, local sockets, TLS, and a process that has no file or port left for one more.
 */
export function isNetworkCode(code: string): boolean {
  return NETWORK.has(code) || NAMES.test(code) || TLS.test(code);
}

const NETWORK = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ENOTCONN", "ESHUTDOWN", "EIO", "ERR_STREAM_DESTROYED"],
  ...["ETIMEDOUT", "ESOCKETTIMEDOUT", "EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "ENETRESET", "ENONET"],
  // A socket in the file system that is not there or not for us; a firewall's refusal.
  ...["ENOENT", "EACCES", "EPERM"],
  ...["EADDRNOTAVAIL", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EAGAIN"],
  ...["ERR_SOCKET_CLOSED", "ERR_SOCKET_CONNECTION_TIMEOUT", "ERR_STREAM_WRITE_AFTER_END", "ERR_STREAM_PREMATURE_CLOSE"],
]);
const NAMES = /^(ENOTFOUND|ENODATA|ESERVFAIL|EREFUSED|EAI_\w+)$/;
const TLS =
  /^(EPROTO|CERT_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|INVALID_CA|HOSTNAME_MISMATCH|ERR_TLS_\w+|ERR_SSL_\w+)$/;
