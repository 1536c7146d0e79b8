/** @throws RangeError where an option has none of these names: a misspelt one would be missed by nobody. */
export function refuseStrangers(options: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const stranger = Object.keys(options).find((name) => !names.includes(name));
  if (stranger !== undefined) throw new RangeError(`options.${stranger} is not known; there are ${names.join(', ')}`);
}
