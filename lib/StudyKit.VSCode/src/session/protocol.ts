// What the extension and a notebook's process say to each other: docs/session-protocol.md.

/** The protocol's numbers that this extension knows. Sessions before 2 say no hello and answer no language requests. */
export const knownProtocols: readonly number[] = [1, 2];

/** An object in each of its MIME types: text as one string or as lines, JSON types as values. */
export type MimeBundle = Record<string, unknown>;

/** A line of the reader's own code, counted from 0. */
export interface Place {
  name?: string;
  id?: string;
  file?: string;
  line: number;
  column?: number;
  start?: number;
  end?: number;
}

export interface ErrorMessage {
  type: "error";
  name: string;
  message: string;
  traceback: string[];
  places?: Place[];
  run?: string;
}

/** What a session says while cells run. */
export type SessionEvent =
  | { type: "stream"; name: string; text: string; run?: string }
  | { type: "display"; id: string; data: MimeBundle; run?: string }
  | { type: "update"; id: string; data: MimeBundle; run?: string }
  | { type: "result"; data: MimeBundle; run?: string }
  | ErrorMessage
  | { type: "progress"; task: string; seconds: number; done: boolean; run?: string };

export interface InputMessage {
  type: "input";
  id: string;
  prompt: string;
  hidden: boolean;
  run?: string;
}

export type Outcome = "Succeeded" | "Failed" | "Interrupted";

/** A message of the session, before its type was looked at. */
export type Message = { type: string } & Record<string, unknown>;

/** Whether a message is an event of a cell. */
export function isEvent(message: Message): boolean {
  return ["stream", "display", "update", "result", "error", "progress"].includes(message.type);
}
