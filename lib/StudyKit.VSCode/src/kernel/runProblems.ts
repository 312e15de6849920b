import * as vscode from "vscode";
import type { ErrorMessage, Place } from "../session/protocol";
import { placesOf } from "./errorStack";

/** Lists the errors of runs in the Problems view, where a click goes to the place. An edit of the cell removes them. */
export class RunProblems implements vscode.Disposable {
  private readonly problems = vscode.languages.createDiagnosticCollection("StudyKit run");

  show(
    cell: vscode.NotebookCell, error: ErrorMessage, cellOf: (place: Place) => vscode.NotebookCell | undefined,
  ): void {
    if (error.name === "Interrupted") return;
    const place = placesOf(error).find(one => cellOf(one) === cell);
    if (!place || place.line >= cell.document.lineCount) return;
    const line = cell.document.lineAt(place.line);
    const start = Math.min(place.column ?? line.firstNonWhitespaceCharacterIndex, line.text.length);
    const range = new vscode.Range(line.lineNumber, start, line.lineNumber, line.text.length);
    const problem = new vscode.Diagnostic(range, `${error.name}: ${error.message}`, vscode.DiagnosticSeverity.Error);
    problem.source = "StudyKit run";
    this.problems.set(cell.document.uri, [problem]);
  }

  clear(cell: vscode.NotebookCell): void {
    this.problems.delete(cell.document.uri);
  }

  /** The document was edited or closed. */
  forget(document: vscode.TextDocument): void {
    this.problems.delete(document.uri);
  }

  dispose(): void {
    this.problems.dispose();
  }
}
