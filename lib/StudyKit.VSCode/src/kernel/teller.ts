import * as vscode from "vscode";
import { CommandMissing, type Offer } from "../command/studyKitCommand";
import { knownProtocols } from "../session/protocol";

const help: Record<Offer, (root?: string) => void> = {
  Build: root => buildIn(root),
  "Get .NET": () => void vscode.env.openExternal(vscode.Uri.parse("https://dotnet.microsoft.com/download")),
  "Open Settings": () => void vscode.commands.executeCommand("workbench.action.openSettings", "studykit.command"),
  "Show How": () => void vscode.commands.executeCommand(
    "workbench.action.openWalkthrough", "studykit.studykit#start", false),
};

/** What the reader is told outside the notebook: each sentence says what to do. */
export class Teller implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel("StudyKit");
  private readonly status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  private readonly told = new Set<string>();

  constructor(private readonly version: string) {}

  /** A line for those who look for a cause. */
  note(line: string): void {
    this.log.appendLine(`${new Date().toISOString()} ${line}`);
  }

  started(notebook: string, from: string, pid: number | undefined): void {
    this.note(`${notebook}: session started from ${from}, process ${pid ?? "none"}.`);
  }

  /** The session itself is busy, such as with a package; undefined: no longer. */
  busy(notebook: string, task: string | undefined): void {
    this.status.text = task === undefined ? "" : `$(sync~spin) ${notebook}: ${task}`;
    if (task === undefined) this.status.hide();
    else this.status.show();
  }

  /**
   * The session has said which version it is.
   * @returns Why cells cannot run in it; undefined when they can.
   */
  greeted(protocol: number, version: string): string | undefined {
    const newest = Math.max(...knownProtocols);
    if (protocol === newest) return undefined;
    const kit = version.length > 0 ? `studykit ${version}` : "This studykit";
    const isKnown = knownProtocols.includes(protocol);
    const sentence = isKnown
      ? `${kit} is older than the extension ${this.version} (protocol ${protocol} instead of ${newest}). Cells run, ` +
        "but nothing is completed and no cell can ask. Build or install the newer one, then restart the session."
      : `${kit} is newer than the extension ${this.version} (protocol ${protocol}, known are ` +
        `${knownProtocols.join(" and ")}). Update the extension, then run the cell again.`;
    if (!this.told.has(sentence)) this.warn(sentence);
    this.told.add(sentence);
    return isKnown ? undefined : sentence;
  }

  sessionDied(notebook: string, sentence: string, began: boolean): void {
    this.warn(began
      ? `${notebook}: the session has ended. ${sentence} A new one is started: variables are gone, outputs stay.`
      : `${notebook}: the session could not begin. ${sentence} Ask the doctor, then run the cell again.`);
  }

  cellDoesNotStop(notebook: string, restart: () => void): void {
    const text = `${notebook}: the cell has not stopped. Native code stops only when it comes back; a restart loses ` +
      "the variables.";
    this.note(text);
    void vscode.window.showWarningMessage(text, "Restart Session", "Wait")
      .then(choice => choice === "Restart Session" && restart());
  }

  /** No session could be started. */
  cannotStart(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    this.note(text);
    const missing = error instanceof CommandMissing ? error : undefined;
    void vscode.window.showErrorMessage(text, ...(missing?.offers ?? [])).then(choice => {
      if (choice !== undefined) help[choice](missing?.root);
    });
  }

  warn(text: string): void {
    this.note(text);
    void vscode.window.showWarningMessage(text);
  }

  dispose(): void {
    this.log.dispose();
    this.status.dispose();
  }
}

function buildIn(root: string | undefined): void {
  const terminal = vscode.window.createTerminal(root === undefined
    ? { name: "StudyKit build" } : { name: "StudyKit build", cwd: root });
  terminal.show();
  terminal.sendText("dotnet build -c Release");
}
