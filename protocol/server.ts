import type { EmptyView, ForecastView, Scenario } from "./forecast.ts";

/** Requests of our own between the editor and the language server, beside LSP's. */

/** Forecast of the rollout at an offset of a document. Answers with an `EmptyView` where there is none. */
export type ForecastMethod = "stepwise/forecast";
export interface ForecastParams {
  readonly uri: string;
  readonly offset: number;
  readonly scenario?: Partial<Scenario>;
}
export type ForecastAnswer = ForecastView | EmptyView;

/** What our completion items carry (`data`): once such an item is taken there is more to propose, so an editor may ask again at once. */
export interface ProposalData {
  readonly goesOn: true;
}
