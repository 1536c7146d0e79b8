/**
 * The rows after the one that a token names, among rows in the order of their rising ids.
 * @param token id of the last row of the page before; undefined for the first page.
 * @returns `nextToken` is the last id of the page, '' where nothing follows.
 */
export function pageAfter<T>(
  rows: readonly T[],
  idOf: (row: T) => string,
  token: string | undefined,
  size: number,
  isWanted: (row: T) => boolean,
): { readonly page: T[]; readonly nextToken: string } {
  const page: T[] = [];
  for (let index = token === undefined ? 0 : positionAfter(rows, idOf, token); index < rows.length; index++) {
    const row = rows[index]!;
    if (!isWanted(row)) continue;
    if (page.length === size) return { page, nextToken: idOf(page.at(-1)!) };
    page.push(row);
  }
  return { page, nextToken: '' };
}

function positionAfter<T>(rows: readonly T[], idOf: (row: T) => string, token: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(idOf(rows[middle]!), token)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const isAfter = (id: string, token: string): boolean =>
  id.length === token.length ? id > token : id.length > token.length;
