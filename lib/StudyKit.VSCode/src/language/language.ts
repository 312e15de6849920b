import * as vscode from "vscode";
import type { KernelController } from "../kernel/controller";
import { notebookType } from "../kernel/notebooks";
import { Asking } from "./asking";
import { Completion, completionTriggers } from "./completion";
import { Definition, Hover, SignatureHelp } from "./hints";
import { Squiggles } from "./squiggles";

/** Completion, hover, signatures, definitions and squiggles in the C# cells of notebooks that use the kernel. */
export function registerLanguage(kernels: KernelController): vscode.Disposable[] {
  const asking = new Asking(kernels);
  const cells: vscode.DocumentSelector = { notebookType, language: "csharp" };
  return [
    vscode.languages.registerCompletionItemProvider(cells, new Completion(asking), ...completionTriggers),
    vscode.languages.registerHoverProvider(cells, new Hover(asking)),
    vscode.languages.registerSignatureHelpProvider(cells, new SignatureHelp(asking), "(", ",", "<"),
    vscode.languages.registerDefinitionProvider(cells, new Definition(asking)),
    new Squiggles(asking, kernels),
  ];
}
