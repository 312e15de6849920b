import * as vscode from "vscode";
import type { Place } from "../session/protocol";
import { markdown, rangeOf, type Asking, type Question } from "./asking";

/** A signature as the session tells it. */
interface Signature {
  label: string;
  documentation?: string;
  parameters?: { label: string; documentation?: string }[];
}

export class Hover implements vscode.HoverProvider {
  constructor(private readonly asking: Asking) {}

  async provideHover(
    document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const question = this.asking.question(document, position);
    const answer = question && await this.asking.ask("hover", question.kernel, question.body, token);
    const contents = markdown(answer?.["contents"]);
    return answer && contents ? new vscode.Hover(contents, rangeOf(document, answer)) : undefined;
  }
}

export class SignatureHelp implements vscode.SignatureHelpProvider {
  constructor(private readonly asking: Asking) {}

  async provideSignatureHelp(
    document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken,
  ): Promise<vscode.SignatureHelp | undefined> {
    const question = this.asking.question(document, position);
    const answer = question && await this.asking.ask("signature", question.kernel, question.body, token);
    const signatures = (answer?.["signatures"] ?? []) as Signature[];
    if (!answer || signatures.length === 0) return undefined;
    const help = new vscode.SignatureHelp();
    help.activeSignature = Number(answer["active"] ?? 0);
    help.activeParameter = Number(answer["argument"] ?? 0);
    help.signatures = signatures.map(one => {
      const made = new vscode.SignatureInformation(one.label, markdown(one.documentation));
      made.parameters = (one.parameters ?? []).map(parameter =>
        new vscode.ParameterInformation(parameter.label, markdown(parameter.documentation)));
      return made;
    });
    return help;
  }
}

export class Definition implements vscode.DefinitionProvider {
  constructor(private readonly asking: Asking) {}

  async provideDefinition(
    document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken,
  ): Promise<vscode.Location[] | undefined> {
    const question = this.asking.question(document, position);
    const answer = question && await this.asking.ask("definition", question.kernel, question.body, token);
    if (!question || !answer) return undefined;
    const places = (answer["places"] ?? []) as Place[];
    return places.map(place => locationOf(place, question)).filter(one => one !== undefined);
  }
}

/** Where a place is: in a file, in another cell, or in the cell that was asked about. */
function locationOf(place: Place, question: Question): vscode.Location | undefined {
  const at = new vscode.Position(place.line, place.column ?? 0);
  if (place.file !== undefined) return new vscode.Location(vscode.Uri.file(place.file), at);
  const own = place.id === undefined && place.name === undefined;
  const cell = own ? question.cell : question.kernel.cellOf(place);
  if (!cell) return undefined;
  const length = Math.max(0, (place.end ?? 0) - (place.start ?? 0));
  return new vscode.Location(cell.document.uri, new vscode.Range(at, at.translate(0, length)));
}
