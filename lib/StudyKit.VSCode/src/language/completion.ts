import * as vscode from "vscode";
import type { NotebookKernel } from "../kernel/notebookKernel";
import { markdown, rangeOf, type Asking } from "./asking";

/** An item as the session tells it. */
interface Item {
  label: string;
  insert: string;
  filter?: string;
  sort?: string;
  kind?: string;
  detail?: string;
}

/** An item that can be asked for its documentation: by the list that it came in, and its place there. */
class SessionItem extends vscode.CompletionItem {
  constructor(item: Item, readonly kernel: NotebookKernel, readonly list: number, readonly index: number) {
    super(item.label, kinds[item.kind ?? "text"] ?? vscode.CompletionItemKind.Text);
  }
}

const kinds: Record<string, vscode.CompletionItemKind> = {
  class: vscode.CompletionItemKind.Class,
  struct: vscode.CompletionItemKind.Struct,
  interface: vscode.CompletionItemKind.Interface,
  enum: vscode.CompletionItemKind.Enum,
  enumMember: vscode.CompletionItemKind.EnumMember,
  delegate: vscode.CompletionItemKind.Class,
  method: vscode.CompletionItemKind.Method,
  extensionMethod: vscode.CompletionItemKind.Method,
  property: vscode.CompletionItemKind.Property,
  field: vscode.CompletionItemKind.Field,
  event: vscode.CompletionItemKind.Event,
  constant: vscode.CompletionItemKind.Constant,
  variable: vscode.CompletionItemKind.Variable,
  parameter: vscode.CompletionItemKind.Variable,
  typeParameter: vscode.CompletionItemKind.TypeParameter,
  namespace: vscode.CompletionItemKind.Module,
  keyword: vscode.CompletionItemKind.Keyword,
  file: vscode.CompletionItemKind.File,
  folder: vscode.CompletionItemKind.Folder,
  text: vscode.CompletionItemKind.Text,
};

/** Characters after which a list is offered without being asked for: members, and files in #r and #load. */
export const completionTriggers = [".", "\"", "/", "<", "#"];

export class Completion implements vscode.CompletionItemProvider<vscode.CompletionItem> {
  constructor(private readonly asking: Asking) {}

  async provideCompletionItems(
    document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    const question = this.asking.question(document, position);
    if (!question) return undefined;
    const answer = await this.asking.ask("complete", question.kernel, question.body, token);
    if (!answer || token.isCancellationRequested) return undefined;
    const range = rangeOf(document, answer);
    const items = ((answer["items"] ?? []) as Item[]).map((item, index) => {
      const made = new SessionItem(item, question.kernel, answer.asked, index);
      made.insertText = item.insert;
      made.range = range;
      if (item.filter !== undefined) made.filterText = item.filter;
      if (item.sort !== undefined) made.sortText = item.sort;
      if (item.detail !== undefined) made.detail = item.detail;
      return made;
    });
    return new vscode.CompletionList(items, answer["incomplete"] === true);
  }

  async resolveCompletionItem(
    item: vscode.CompletionItem, token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem> {
    if (!(item instanceof SessionItem)) return item;
    const answer = await this.asking.ask("describe", item.kernel, { list: item.list, index: item.index }, token);
    const documentation = markdown(answer?.["documentation"]);
    if (documentation) item.documentation = documentation;
    return item;
  }
}
