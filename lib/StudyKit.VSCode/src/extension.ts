import * as vscode from "vscode";
import { registerCommands } from "./commands/commands";
import { KernelController } from "./kernel/controller";
import { Teller } from "./kernel/teller";
import { registerLanguage } from "./language/language";

export function activate(context: vscode.ExtensionContext): void {
  const version = String((context.extension.packageJSON as { version: string }).version);
  const tell = new Teller(version);
  const kernels = new KernelController(tell);
  // In this order: sessions end while there is still somebody to tell.
  context.subscriptions.push(tell, kernels, ...registerLanguage(kernels), ...registerCommands(kernels, tell));
}
