import { fits } from "./wildcard";

/** "(!(ActionMatches{'…'})) OR …": what stands after OR is only asked of the action in the braces. */
const guarded = /^[\s(]*!\s*\(\s*ActionMatches\s*\{\s*'([^']*)'\s*\}\s*\)[\s)]*(?:OR\b|\|\|)/i;

/**
 * Whether a condition of a role definition or assignment says anything about an action. Conditions are ANDed terms,
 * and Azure's own begin each with the action that they are about; any other action passes them. DevCenter Owner, for
 * one, may assign roles under a condition and create machines without one. A term of another form counts as speaking of
 * every action.
 */
export const restricts = (condition: string, action: string): boolean =>
  terms(condition).some(term => {
    const about = guarded.exec(term)?.[1];
    return about === undefined || fits(about.toLowerCase(), action.toLowerCase(), "segments");
  });

/** The terms that AND joins outside of all brackets. */
function terms(condition: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of condition.matchAll(/[([{]|[)\]}]|\bAND\b|&&/gi)) {
    if ("([{".includes(token)) depth++;
    else if (")]}".includes(token)) depth--;
    else if (depth === 0) {
      found.push(condition.slice(start, index));
      start = index + token.length;
    }
  }
  return [...found, condition.slice(start)];
}
