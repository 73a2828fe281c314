// Runs before anything of ours is compiled or loaded, so it is plain JavaScript that Node 20 understands.
// npm puts the project's own Node 24 (an optional dependency) first in the path of its scripts; where no
// such package fits the machine, the machine's own Node must be new enough to run TypeScript by itself.
const [major, minor] = process.versions.node.split(".").map(Number);
const enough = major > 22 || (major === 22 && minor >= 19);

if (!enough) {
  const way =
    major < 20
      ? "Install Node 20 or newer from https://nodejs.org and run the command again."
      : "Run `npm ci --include=optional`: it brings the Node 24 that the project runs on.";
  console.error(`Stepwise needs Node 22.19 or newer to run, and this is Node ${process.versions.node}. ${way}`);
  process.exit(1);
}
