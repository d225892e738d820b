/** On everything of ours that takes tags, so that a bill or a search tells whose it is. */
export const tags = { application: "computeguard" };
