/** How the server takes requests that the editor gives up while they wait: it answers that they are cancelled, unread. */
import type { ConnectionOptions, RequestMessage } from 'vscode-languageserver';

/** The protocol's code for a request that was cancelled (LSPErrorCodes.RequestCancelled). */
const REQUEST_CANCELLED = -32800;

/** For `createConnection`. An answer takes milliseconds, so what was begun is finished; what waits behind it is dropped. */
export const connectionOptions: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: (request) => ({
      jsonrpc: '2.0',
      id: (request as RequestMessage).id,
      error: { code: REQUEST_CANCELLED, message: 'The request was cancelled.' },
    }),
  },
};
