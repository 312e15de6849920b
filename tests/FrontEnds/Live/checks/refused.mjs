import assert from "node:assert/strict";
import http from "node:http";
import { writeNotebook } from "../notebooks.mjs";

export const name = "refused: wrong token, foreign host, foreign origin, other paths, a name outside the folder";

export async function check({ folder, context, open, look }) {
  const server = await open(writeNotebook(folder));
  const get = (path, headers = {}) => new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port: server.port, path, headers }, response => {
      let text = "";
      response.on("data", part => { text += part; });
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    request.on("error", reject);
    request.on("upgrade", (_response, socket) => {
      socket.on("error", () => {});
      socket.destroy();
      resolve({ status: 101, text: "" });
    });
  });
  const good = `/?token=${server.token}`, upgrade = { Connection: "Upgrade", Upgrade: "websocket",
    "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" };
  const line = `/line?token=${server.token}&since=0`, own = `http://127.0.0.1:${server.port}`;
  const refused = async (path, headers, sentence) => {
    const { status, text } = await get(path, headers);
    assert.ok(status >= 400, `${path} ${JSON.stringify(headers)}: ${status}`);
    assert.match(text, sentence);
  };
  assert.equal((await get(good)).status, 200);
  await refused("/", {}, /lacks the right token/);
  await refused("/?token=0000", {}, /lacks the right token/);
  await refused(good, { Host: "evil.example" }, /answers to 127\.0\.0\.1/);
  await refused(good, { Host: `evil.example:${server.port}` }, /answers to 127\.0\.0\.1/);
  await refused(good, { Origin: "https://evil.example" }, /Only the page itself/);
  await refused(good, { Origin: "null" }, /Only the page itself/);
  await refused(line, { ...upgrade, Origin: "https://evil.example" }, /Only the page itself/);
  await refused(line, upgrade, /names the page/);
  await refused("/line?token=1", { ...upgrade, Origin: own }, /lacks the right token/);
  assert.equal((await get(line, { ...upgrade, Origin: own })).status, 101);
  for (const path of ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/small.ipynb", "/frame/0000"]) {
    await refused(`${path}?token=${server.token}`, {}, /shows one notebook and no other file/);
  }

  // A page of the web in the same browser gets nowhere.
  const foreign = await context.newPage();
  await foreign.goto("data:text/html,<p>elsewhere");
  const reached = await foreign.evaluate(async address => {
    const socket = new WebSocket(address);
    return new Promise(resolve => { socket.onopen = () => resolve(true); socket.onerror = () => resolve(false); });
  }, `ws://127.0.0.1:${server.port}${line}`);
  assert.equal(reached, false);
  await foreign.close();

  // The copy stays in its folder.
  const window = await look(server);
  await window.page.locator(".live-saved").click();
  await window.page.locator(".live-message input").fill("../outside");
  await window.page.keyboard.press("Enter");
  await window.page.getByText("A copy is saved in").waitFor();
}
