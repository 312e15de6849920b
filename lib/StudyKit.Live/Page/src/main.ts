// The live page: the report, with a line to the notebook's session.
import { Desk } from "./desk";
import { keyboard } from "./keyboard";
import type { Init } from "./types";

const state = document.getElementById("live-0");
if (state) keyboard(new Desk(JSON.parse(state.textContent ?? "{}") as Init));
