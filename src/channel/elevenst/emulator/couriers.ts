/** Handing the parcel over without a courier's number: by hand, quick service, nothing to deliver. */
export const WITHOUT_COURIER: ReadonlySet<string> = new Set(['03', '04', '05']);

/** `dlvMthdCd` of requests by what the lists answer for it: two different code sets. @evidence documented */
export const ANSWERED_METHOD: Readonly<Record<string, string>> = {
  '01': '01',
  '02': '04',
  '03': '05',
  '04': '06',
  '05': '99',
};

/** `dlvMthd` as seen with code 01; the other names are those of the code table. @evidence observed */
export const METHOD_NAME: Readonly<Record<string, string>> = {
  '01': '택배',
  '02': '우편',
  '03': '직접전달',
  '04': '퀵',
  '05': '없음',
};

/** 건영택배 wants `YYYYMMDD` before its number. */
export const KUNYOUNG = '00037';
/** 기타: where clients turn when a number is refused as used. */
export const OTHER_COURIER = '00099';

/** Numbers of `dlvEtprsCd`; on the wire five digits with leading zeros. @evidence documented */
const NUMBERS = [
  1, 2, 7, 8, 11, 12, 21, 22, 23, 25, 26, 27, 34, 35, 36, 37, 38, 39, 40, 41, 42, 44, 45, 46, 47, 48, 49, 50, 51, 52,
  53, 54, 56, 57, 58, 60, 61, 63, 64, 65, 66, 67, 69, 71, 72, 73, 74, 77, 79, 80, 81, 82, 83, 85, 86, 87, 88, 89, 90,
  91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 111, 112, 113, 114, 115, 116,
  117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139,
  140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 151,
];

export const COURIER_CODES: ReadonlySet<string> = new Set(NUMBERS.map((number) => String(number).padStart(5, '0')));
