import * as vscode from "vscode";
import type { KernelController } from "../kernel/controller";

export function registerLanguage(_kernels: KernelController): vscode.Disposable[] {
  return [];
}
