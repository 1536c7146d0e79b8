/** The couriers that the channels share; each channel maps them to its own codes. */
export enum Courier {
  CJ_LOGISTICS = 'CJ_LOGISTICS',
  LOTTE = 'LOTTE',
  HANJIN = 'HANJIN',
  KOREA_POST = 'KOREA_POST',
  LOGEN = 'LOGEN',
  KYUNGDONG = 'KYUNGDONG',
  DAESIN = 'DAESIN',
  ILYANG = 'ILYANG',
  CHUNIL = 'CHUNIL',
  HAPDONG = 'HAPDONG',
  KUNYOUNG = 'KUNYOUNG',
  CVSNET = 'CVSNET',
  CU_POST = 'CU_POST',
  DHL = 'DHL',
  EMS = 'EMS',
  FEDEX = 'FEDEX',
  UPS = 'UPS',
  DIRECT = 'DIRECT',
  OTHER = 'OTHER',
}

/** One courier as a marketplace names it. */
export interface CourierName {
  readonly courier: Courier;
  readonly code: string;
  readonly name: string;
}
