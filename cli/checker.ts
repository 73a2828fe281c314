import { parentPort, workerData } from "node:worker_threads";
import { partOf, type Shared, serviceOf } from "./checking.ts";

// One thread of `stepwise check`.
const shared = workerData as Shared;
parentPort?.postMessage(partOf(shared, serviceOf(shared)));
