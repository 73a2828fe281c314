import type { ClientCapabilities, ServerCapabilities } from "vscode-languageserver/node";
import type { Session } from "./session.ts";

/** One ability of the server: what we promise and what we do, in one place. */
export interface Feature {
  readonly name: string;
  /** What the server says that it can do, to a client that says this of itself. */
  capability?(client: ClientCapabilities): ServerCapabilities;
  /** Takes the feature's messages. Runs once, before the first message. */
  start?(session: Session): void;
  /** Runs once the client is ready to be asked. */
  ready?(session: Session): void | Promise<void>;
}
