import type { ActivationFunction } from "vscode-notebook-renderer";
import "../../../StudyKit.Charts/Explorers/parts.js";
import "../../../StudyKit.Charts/Explorers/attention-data.js";
import "../../../StudyKit.Charts/Explorers/attention-views.js";
import "../../../StudyKit.Charts/Explorers/attention.js";
import css from "../../../StudyKit.Charts/Explorers/attention.css";
import { addStyle, element } from "./dom";

/** What the shared scripts leave behind: reading the weights, and building the explorer in a place. */
interface Scripts {
  StudyKitAttentionData: { read(json: unknown): Promise<unknown> };
  StudyKitAttention: { build(data: unknown, place: HTMLElement): void };
}

/** Shows an attention explorer, with the scripts of the report. */
export const activate: ActivationFunction = () => ({
  async renderOutputItem(item, place, signal) {
    addStyle("studykit-attention-style", css);
    const json = item.json() as { caption?: string | null };
    const live = element("div", "sk-explorer");
    const figure = element("figure", "sk-attention", live);
    figure.style.margin = "0";
    place.replaceChildren(figure);
    try {
      const { StudyKitAttentionData, StudyKitAttention } = globalThis as unknown as Scripts;
      const data = await StudyKitAttentionData.read(json);
      if (signal.aborted) return;
      StudyKitAttention.build(data, live);
      if (json.caption) figure.append(element("figcaption", "", json.caption));
    } catch (error) {
      place.replaceChildren(element("p", "", `The attention could not be drawn: ${String(error)}`));
    }
  },
});
