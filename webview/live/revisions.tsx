import { Fragment } from "preact";
import type { RevisionView } from "../../protocol/live.ts";
import { Sign } from "../shell/signs.tsx";
import { figure } from "../words/figures.ts";
import { roles } from "./states.ts";

/** An image may be broken where a person would: behind a slash, before the tag. */
function breakable(image: string) {
  return image.split(/(?<=\/)|(?=[:@])/).map(part => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));
}

/** The versions that have pods or had them, and how many are ready. */
export function Revisions({ revisions }: { readonly revisions: readonly RevisionView[] }) {
  if (revisions.length === 0) return null;
  return (
    <section aria-label="Revisions">
      <h2>Revisions</h2>
      <div class="table-box">
        <table class="revisions">
          <thead class="unseen">
            <tr>
              <th scope="col">role</th>
              <th scope="col">revision and image</th>
              <th scope="col">pods ready</th>
            </tr>
          </thead>
          <tbody>
            {revisions.map(({ revision, role, image, ready, desired }) => {
              const { sign, tone, word } = roles[role];
              return (
                <tr key={`${role}/${revision}`}>
                  <td>
                    <span class="state">
                      <Sign name={sign} tone={tone} /> {word}
                    </span>
                  </td>
                  <th scope="row">
                    {revision}
                    <span class="image">{breakable(image)}</span>
                  </th>
                  <td class="numeric">
                    {desired === 0 && ready === 0 ? (
                      "no pods"
                    ) : (
                      <>
                        {ready < desired && <Sign name="running" tone="waiting" />}
                        <span aria-hidden="true">
                          {" "}
                          {figure(ready)}/{figure(desired)} pods
                        </span>
                        <span class="unseen">
                          {figure(ready)} of {figure(desired)} pods ready
                        </span>
                      </>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
