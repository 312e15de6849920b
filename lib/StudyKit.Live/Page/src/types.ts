// What the server says, and what the page asks for. The server's side is State/Desk.

export interface ControlState {
  name: string;
  kind: "text" | "number" | "switch" | "choice" | "slider";
  value: string;
  note: string;
  choices?: string[];
  from?: number;
  to?: number;
  step?: number;
  whole?: boolean;
}

export interface Status {
  id: string;
  standing: "idle" | "waiting" | "running" | "done" | "failed" | "stopped";
  run: number | null;
  seconds: number | null;
  stale?: string;
  head?: string;
}

export interface CellInit {
  id: string;
  kind: "code" | "markdown" | "raw";
  source: string;
  hidden: boolean;
  form: boolean;
  controls: ControlState[];
  status?: Status;
}

export interface SessionInit {
  state: "starting" | "ready" | "busy" | "interrupting" | "ended";
  text: string;
  waiting: number;
}

export interface Question {
  id: string;
  cell: string | null;
  prompt: string;
  hidden: boolean;
}

export interface Init {
  n: number;
  name: string;
  copy: string;
  saved: string;
  session: SessionInit;
  question: Question | null;
  cells: CellInit[];
}

export interface Part {
  at: number;
  html: string;
  data: { id: string; json: string }[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- fields differ by type, and the server is ours
export type Message = { type: string; n?: number } & Record<string, any>;
