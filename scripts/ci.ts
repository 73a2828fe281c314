import { execFileSync } from "node:child_process";
import { lineTally, mochaTally, runSuites, type Suite } from "./suites.ts";
import { suites } from "./test.ts";

/** Programs of the system that suites need: CI has nobody to ask for them. */
function bringPrograms(): void {
  const wanted = [
    ...(found("chromium") || found("chromium-browser") || process.env.CHROME_PATH ? [] : ["chromium"]),
    ...(found("nvim") ? [] : ["neovim"]),
  ];
  if (wanted.length === 0) return;
  console.log(`Installing ${wanted.join(" and ")}`);
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...wanted]])
    execFileSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"] });
}

function found(command: string): boolean {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const heavy: readonly Suite[] = [
  { name: "bundles", command: [process.execPath, "scripts/build.ts"] },
  { name: "packages", command: [process.execPath, "scripts/package.ts"] },
  // One narrow, one dark, one without colours: what overflows or breaks the page's policy does so there first.
  {
    name: "panels",
    command: [
      process.execPath,
      "test/editor/gallery/gallery.ts",
      "out/gallery",
      "--width",
      "400",
      "--theme",
      "dark",
      "--theme",
      "high-contrast",
    ],
    count: lineTally,
  },
  { name: "editor", command: [process.execPath, "scripts/test-editor.ts"], count: lineTally },
  {
    name: "neovim",
    command: [process.execPath, "node_modules/mocha/bin/mocha.js", "--no-config", "--exit", "test/neovim/neovim.test.ts"],
    count: mochaTally,
  },
  { name: "conditions", command: [process.execPath, "test/conformance/conditions/main.ts"], count: lineTally },
  { name: "cluster", command: [process.execPath, "scripts/test-cluster.ts"], count: mochaTally },
];

bringPrograms();
process.exitCode = await runSuites([...suites, ...heavy]);
