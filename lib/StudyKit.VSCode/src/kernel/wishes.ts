import * as vscode from "vscode";
import { findCommand, type StudyKitCommand } from "../command/studyKitCommand";
import { folderOf } from "./notebooks";

/**
 * The command for a notebook.
 * @throws CommandMissing when there is none.
 */
export function findFor(notebook: vscode.NotebookDocument | undefined): StudyKitCommand {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri.fsPath);
  return findCommand({
    setting: setting("command"),
    folders: notebook ? [folderOf(notebook), ...folders] : folders,
    trusted: vscode.workspace.isTrusted,
  });
}

/** The variables that the command is started with besides this process's own. */
export function environmentOf(): NodeJS.ProcessEnv {
  const data = setting("dataFolder");
  return data.length > 0 ? { STUDYKIT_DATA: data } : {};
}

function setting(name: string): string {
  return vscode.workspace.getConfiguration("studykit").get<string>(name, "").trim();
}
