import * as vscode from "vscode";
import type { KernelController } from "../kernel/controller";
import type { Teller } from "../kernel/teller";

export function registerCommands(_kernels: KernelController, _tell: Teller): vscode.Disposable[] {
  return [];
}
