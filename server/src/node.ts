/** The server's entry point on Node. */
import { startNodeServer } from './node-server.ts';

startNodeServer();
