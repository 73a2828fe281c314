import assert from "node:assert/strict";
import { readFile } from "../syntax/file.ts";
import { resourceFrom } from "./resource.ts";
import { meant, named, workspaceOf } from "./workspace.ts";

const service = (label: string, namespace?: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: shop${namespace ? `, namespace: ${namespace}` : ""} }\nspec: { selector: { app: ${label} } }\n`;

/** Where the Services named `shop` are, as a file sees them, and which one it means. */
function seen(
  files: { readonly [uri: string]: string },
  from: string,
  namespace?: string,
): { readonly order: readonly string[]; readonly meant: string | undefined } {
  const workspace = workspaceOf(Object.entries(files).map(([uri, text]) => readFile(uri, text)));
  return {
    order: named(workspace, "Service", "shop", namespace, from).map(({ uri }) => uri),
    meant: meant(workspace, "Service", "shop", namespace, from)?.uri,
  };
}

describe("of objects with the same name the nearest is meant", () => {
  it("that of the file, then of its folder, then below the deepest folder that holds both", () => {
    const files = {
      "far/service.yaml": service("far"),
      "apps/other/service.yaml": service("other"),
      "apps/shop/service.yaml": service("folder"),
      "apps/shop/deep/service.yaml": service("deep"),
      "apps/shop/rollout.yaml": service("file"),
    };
    assert.deepEqual(seen(files, "apps/shop/rollout.yaml"), {
      order: [
        "apps/shop/rollout.yaml",
        "apps/shop/service.yaml",
        "apps/shop/deep/service.yaml",
        "apps/other/service.yaml",
        "far/service.yaml",
      ],
      meant: "apps/shop/rollout.yaml",
    });
    const { "apps/shop/rollout.yaml": _own, ...others } = files;
    assert.equal(seen(others, "apps/shop/rollout.yaml").meant, "apps/shop/service.yaml");
    const { "apps/shop/service.yaml": _folder, ...fewer } = others;
    assert.equal(seen(fewer, "apps/shop/rollout.yaml").meant, "apps/shop/deep/service.yaml");
  });

  it("by addresses of an editor as well", () => {
    const files = { "file:///r/dev/service.yaml": service("dev"), "file:///r/prod/service.yaml": service("prod") };
    assert.equal(seen(files, "file:///r/prod/rollout.yaml").meant, "file:///r/prod/service.yaml");
  });

  it("and none where two that differ are as near", () => {
    const files = { "dev/service.yaml": service("dev"), "prod/service.yaml": service("prod") };
    assert.deepEqual(seen(files, "rollout.yaml"), { order: ["dev/service.yaml", "prod/service.yaml"], meant: undefined });
    assert.equal(seen({ ...files, "prod/service.yaml": service("dev") }, "rollout.yaml").meant, "dev/service.yaml");
  });

  it("unless one of them is in the very namespace", () => {
    const files = { "a.yaml": service("one", "dev"), "b.yaml": service("other", "prod"), "c.yaml": service("none") };
    assert.deepEqual(seen(files, "rollout.yaml", "prod"), { order: ["b.yaml", "c.yaml"], meant: "b.yaml" });
    assert.equal(seen(files, "rollout.yaml").meant, "c.yaml");
    assert.equal(seen({ "x/a.yaml": service("one", "dev") }, "rollout.yaml", "prod").meant, undefined);
  });

  it("and objects of the cluster are last", () => {
    const live = resourceFrom({ apiVersion: "v1", kind: "Service", metadata: { name: "shop" }, spec: {} });
    assert.ok(live);
    const workspace = workspaceOf([readFile("far/away.yaml", service("a"))], [live]);
    assert.deepEqual(
      named(workspace, "Service", "shop", undefined, "here/rollout.yaml").map(({ uri }) => uri),
      ["far/away.yaml", "cluster:"],
    );
  });
});
