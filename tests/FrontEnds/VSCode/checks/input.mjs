// A cell asks for a line, and the reader answers, or does not.
import path from "node:path";
import { writeNotebook } from "../notebooks.mjs";

export const name = "a cell asks, the reader answers or declines";

export async function check({ editor, folder }) {
  const file = writeNotebook(path.join(folder, "input.ipynb"), [
    "string? who = Console.ReadLine();\nConsole.WriteLine($\"Hello, {who ?? \"nobody\"}!\");",
  ]);
  const window = await editor.window({ file });
  await window.run(0);
  const input = window.page.locator(".quick-input-widget:visible input").first();
  await input.waitFor({ timeout: 60_000 });
  await input.fill("Ada");
  await window.page.keyboard.press("Enter");
  await window.outputs("Hello, Ada!");
  await window.run(0);
  await input.waitFor({ timeout: 30_000 });
  await window.page.keyboard.press("Escape");
  await window.outputs("Hello, nobody!");
  await window.close();
}
