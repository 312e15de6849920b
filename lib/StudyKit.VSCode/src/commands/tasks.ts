import * as vscode from "vscode";
import { environmentOf } from "../kernel/wishes";
import type { StudyKitCommand } from "../command/studyKitCommand";

/** Runs a `studykit` command in a terminal that the reader sees; gives its exit code. */
export async function runInTerminal(
  command: StudyKitCommand, args: readonly string[], title: string, folder: string,
): Promise<number | undefined> {
  const options: vscode.ProcessExecutionOptions = { cwd: folder, env: textsOf(environmentOf()) };
  const task = new vscode.Task(
    { type: "studykit" }, vscode.TaskScope.Workspace, title, "StudyKit",
    new vscode.ProcessExecution(command.file, [...command.before, ...args], options));
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated, clear: true,
  };
  const ended = new Promise<number | undefined>(resolve => {
    const subscription = vscode.tasks.onDidEndTaskProcess(end => {
      if (end.execution.task.name !== title || end.execution.task.source !== "StudyKit") return;
      subscription.dispose();
      resolve(end.exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

function textsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const set = Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(set);
}
