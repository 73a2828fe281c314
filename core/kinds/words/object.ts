import type { WordTable } from "./field-words.ts";

/** What every object has. */
export const objectWords: WordTable = {
  ".apiVersion": "Group and version of the kind.",
  ".kind": "The kind of object.",
  ".metadata": "Name, namespace, labels and annotations of the object.",
  ".metadata.name": "Name of the object, one of its kind in its namespace. Another name is another object: the old one stays.",
  ".metadata.generateName": "First part of a name that the API server completes. `kubectl create` takes it, `kubectl apply` does not.",
  ".metadata.namespace": {
    words: "Namespace of the object. What it names is looked for in the same one.",
    usual: "the one of the context",
  },
  ".metadata.labels": "Labels to select the object by.",
  ".metadata.annotations": "Notes on the object, for people and programs. Nothing selects by them.",
  ".metadata.labels.*": "Value of this label, a text: put numbers and `true` in quotes.",
  ".metadata.annotations.*": "Value of this annotation, a text: put numbers and `true` in quotes.",
  ".metadata.finalizers": {
    words: "Who has to finish something before the object is really gone. While one is listed, a deleted object stays.",
    seldom: true,
  },
  ".metadata.ownerReferences": { words: "Objects that this one is deleted with. Controllers write it.", seldom: true },
  "ownerReferences[].apiVersion": "Group and version of the owner.",
  "ownerReferences[].kind": "Kind of the owner.",
  "ownerReferences[].name": "Name of the owner, in the same namespace.",
  "ownerReferences[].uid": "Which owner exactly: one that is made anew under the same name is another.",
  "ownerReferences[].controller": "This owner manages the object. One owner at most does.",
  "ownerReferences[].blockOwnerDeletion": "The owner stays, when it is deleted in the foreground, until this object is gone.",
  ".metadata.uid": { words: "Identity, given by the API server.", seldom: true },
  ".metadata.resourceVersion": { words: "Version of the object, given by the API server. Leave it out of files.", seldom: true },
  ".metadata.generation": { words: "Counts changes of `spec`. The API server writes it.", seldom: true },
  ".metadata.creationTimestamp": { words: "When it was made. The API server writes it.", seldom: true },
  ".metadata.deletionTimestamp": { words: "When it was deleted; it waits for its finalizers. The API server writes it.", seldom: true },
  ".metadata.deletionGracePeriodSeconds": { words: "Seconds that its deletion may take. The API server writes it.", seldom: true },
  ".metadata.selfLink": { words: "No longer used.", seldom: true },
  ".metadata.managedFields": { words: "Who wrote which field. The API server writes it; leave it out of files.", seldom: true },
  ".status": { words: "How it stands. The controller writes it; what a file says here has no effect.", seldom: true },
};

/** A selector of objects by label, wherever one stands. */
export const selectorWords: WordTable = {
  matchLabels: "Labels that it has to have, all of them.",
  "matchLabels.*": "The value that this label has to have.",
  matchExpressions: "Conditions on labels; all of them have to hold, and `matchLabels` too.",
  "matchExpressions[].key": "The label.",
  "matchExpressions[].operator":
    "`In` and `NotIn` look at `values`; `Exists` and `DoesNotExist` do without. For nodes there are `Gt` and `Lt` too.",
  "matchExpressions[].values": "Values for `In` and `NotIn`; empty for the other operators.",
};

/** Labels and annotations that are put on something that a controller makes. */
export const madeLabelWords: WordTable = {
  "labels.*": "Value of this label, a text: put numbers and `true` in quotes.",
  "annotations.*": "Value of this annotation, a text: put numbers and `true` in quotes.",
};

/** A text that is compared with another one. */
export const textMatchWords: WordTable = {
  exact: "The whole text has to be this.",
  prefix: "The text has to begin with this.",
  regex: "The text has to match this regular expression; on Istio (RE2) as a whole.",
};

/** What a controller notes in `status.conditions`. */
export const conditionWords: WordTable = {
  ".status.conditions": "What is so and what is not, with the reason.",
  ".status.conditions[].type": "What the condition is about.",
  ".status.conditions[].status": "`True`, `False` or `Unknown`.",
  ".status.conditions[].reason": "Why, in one word.",
  ".status.conditions[].message": "Why, for people.",
  ".status.conditions[].lastTransitionTime": "When `status` of the condition last changed.",
  ".status.conditions[].lastUpdateTime": "When the condition was last written.",
};
