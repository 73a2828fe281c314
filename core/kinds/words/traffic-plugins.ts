import { below, wordsOf } from "../fields/field.ts";
import { trafficPlugins, trafficPluginsPath } from "../fields/traffic-plugins.ts";
import type { WordTable } from "./field-words.ts";

/** What the traffic plugins that people use want to be told. */
export const trafficPluginWords: WordTable = wordsOf(below(trafficPluginsPath.join("."), trafficPlugins));
