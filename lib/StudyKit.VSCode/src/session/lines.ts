import { StringDecoder } from "node:string_decoder";

/** Cuts a stream of bytes into lines. A long line that comes in many pieces is joined once. */
export class Lines {
  private readonly decoder = new StringDecoder("utf8");
  private pieces: string[] = [];

  constructor(private readonly hear: (line: string) => void) {}

  /** Takes what has come; says each line that it completes. */
  add(bytes: Buffer): void {
    const parts = this.decoder.write(bytes).split("\n");
    const rest = parts.pop() ?? "";
    for (const part of parts) {
      this.pieces.push(part);
      const line = this.pieces.join("");
      this.pieces = [];
      if (line.length > 0) this.hear(line);
    }

    if (rest.length > 0) this.pieces.push(rest);
  }
}
