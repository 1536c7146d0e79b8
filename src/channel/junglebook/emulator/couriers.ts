/** Numbers of couriers (invoiceCompanySno) by name. @evidence documented */
export const COURIERS: ReadonlyMap<string, number> = new Map([
  ['CJ대한통운', 15],
  ['롯데택배', 13],
  ['한진택배', 12],
  ['로젠택배', 5],
  ['경동택배', 39],
  ['천일택배', 19],
  ['KGB택배', 1],
  ['드림택배', 21],
]);
